package dev.broadtape.receiver;

import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Rate;
import dev.broadtape.kit.Tier;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What was counted since the start. Written on one context, read on any thread. */
final class Figures {
    private final Node node;
    private final long startMicros;
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();
    private final Rate rate = new Rate();

    Figures(Node node) {
        this.node = node;
        this.startMicros = node.nowMicros();
    }

    /** Adds what was counted, and what lanes and store say of themselves. */
    void tell(Tier tier, Lanes lanes, Archive archive) {
        tier.figure("ticksTotal", "ticks made durable since the start", this::ticks)
                .figure("messagesTotal", "kafka messages committed since the start", this::messages)
                .figure("ticksStored", "ticks ever written to the tick store", archive::stored)
                .figure(
                        "partitionsOwned",
                        "partitions that are open here",
                        () -> lanes.owned().size())
                .figure("handoversTotal", "times that a partition came here or went", lanes::handovers)
                .figure(
                        "pendingFrames",
                        "frames that wait to be durable: how far the producer is behind",
                        lanes::pendingFrames)
                .figure("ticksPerSecond", "ticks made durable a second, of late", this::ticksPerSecond)
                .figure("refusedFrames", "frames refused because too many waited", this::refusedFrames)
                .figure("lagMillis", "from making the newest frame to its commit", this::lagMillis);
    }

    /** A group of frames is in Kafka: a message a tick, and one a run for the position. */
    void committed(List<TickFrame> frames) {
        long more = frames.stream().mapToLong(frame -> frame.ticks().size()).sum();
        long runs = frames.stream().map(TickFrame::run).distinct().count();
        ticks.addAndGet(more);
        messages.addAndGet(more + runs);
        lagMillis.set((node.nowMicros() - frames.get(frames.size() - 1).madeMicros()) / 1_000);
    }

    void refused() {
        refused.incrementAndGet();
    }

    /** To be called once a second. */
    void sample() {
        rate.sample(node.nowMicros(), ticks.get());
    }

    long ticks() {
        return ticks.get();
    }

    long messages() {
        return messages.get();
    }

    long refusedFrames() {
        return refused.get();
    }

    /** From when the newest frame was made to when it was durable. */
    long lagMillis() {
        return lagMillis.get();
    }

    long ticksPerSecond() {
        return rate.perSecond();
    }

    long uptimeSeconds() {
        return (node.nowMicros() - startMicros) / 1_000_000;
    }
}
