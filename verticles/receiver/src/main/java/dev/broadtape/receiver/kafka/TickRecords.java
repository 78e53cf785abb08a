package dev.broadtape.receiver.kafka;

import static dev.broadtape.receiver.kafka.AsciiBytes.ascii;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The records of a partition's ticks: the symbol is the key, and run, sequence and seed are headers, as text. What records
 * have in common is made once. For one thread.
 */
final class TickRecords {
    /** Keys that are kept; beyond so many, each is made again. */
    private static final int MAX_KEYS = 20_000;

    private final String topic;
    private final int partition;
    private final TickValue value;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final AsciiBytes digits = new AsciiBytes();

    TickRecords(String topic, int partition, TickValue value) {
        this.topic = topic;
        this.partition = partition;
        this.value = value;
    }

    /** Hands over a record a tick, in order. */
    void make(TickFrame frame, Consumer<ProducerRecord<byte[], byte[]>> to) {
        Header run = new RecordHeader("run", ascii(frame.run().toString()));
        Header seed = new RecordHeader("seed", digits(frame.seed()));
        for (Tick tick : frame.ticks()) {
            Header sequence = new RecordHeader("sequence", digits(tick.sequence()));
            to.accept(new ProducerRecord<>(
                    topic, partition, null, key(tick.symbol()), value.of(tick), List.of(run, sequence, seed)));
        }
    }

    private byte[] digits(long number) {
        return digits.clear().number(number).copy();
    }

    private byte[] key(String symbol) {
        byte[] key = keys.get(symbol);
        if (key == null) {
            key = ascii(symbol);
            if (keys.size() < MAX_KEYS) {
                keys.put(symbol, key);
            }
        }
        return key;
    }
}
