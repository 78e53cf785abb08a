package dev.broadtape.receiver.kafka;

import static dev.broadtape.receiver.kafka.AsciiBytes.ascii;

import dev.broadtape.contract.Tick;

/**
 * The bytes of {@link dev.broadtape.contract.TickJson}, written one by one: an array a tick and nothing in between.
 * The symbol must be a valid one, so that nothing needs escaping. Not for use by two threads at once.
 */
public final class TickBytes {
    private static final byte[] SYMBOL = ascii("{\"symbol\":\"");
    private static final byte[] PRICE = ascii("\",\"price\":");
    private static final byte[] BID = ascii(",\"bid\":");
    private static final byte[] ASK = ascii(",\"ask\":");
    private static final byte[] VOLUME = ascii(",\"volume\":");
    private static final byte[] CHANGE = ascii(",\"change\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
    private static final byte[] RUN = ascii("\",\"run\":\"");
    private static final byte[] PARTITION = ascii("\",\"partition\":");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":");
    private static final byte[] SOURCE = ascii(",\"source\":\"");
    private static final byte[] END = ascii("\"}");

    private final AsciiBytes out = new AsciiBytes();

    public byte[] encode(Tick tick) {
        out.clear().text(SYMBOL).text(tick.symbol());
        out.text(PRICE).price(tick.priceE4());
        out.text(BID).price(tick.bidE4());
        out.text(ASK).price(tick.askE4());
        out.text(VOLUME).number(tick.size());
        out.text(CHANGE).price(tick.changeE4());
        out.text(TIMESTAMP).time(tick.timeMicros());
        out.text(RUN).id(tick.run());
        out.text(PARTITION).number(tick.partition());
        out.text(SEQUENCE).number(tick.sequence());
        out.text(SOURCE).text(tick.source().label());
        return out.text(END).copy();
    }
}
