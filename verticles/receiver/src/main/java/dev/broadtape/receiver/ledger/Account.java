package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.ReceiverLedger.Seen;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The figures of one strand over the last {@link #GRACE}, and the worst that was read back from Kafka. For one thread. */
final class Account {
    /** So long may a tick be on its way from one place to the next. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private record Sample(long nanos, Figures figures) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private boolean seen;
    private long last;
    private long missing;
    private long doubled;

    /** Takes what somebody read back: who read further knows more, and what was found wrong once stays wrong. */
    void see(Seen found) {
        seen = true;
        last = Math.max(last, found.last());
        missing = Math.max(missing, found.missing());
        doubled = Math.max(doubled, found.doubled());
    }

    Figures.Kafka kafka() {
        return new Figures.Kafka(seen, last, last - missing + doubled);
    }

    /** Keeps the samples of the grace, and one from before: a sample each second makes six. */
    void add(long nanos, Figures figures) {
        samples.addLast(new Sample(nanos, figures));
        while (samples.size() > 2 && nanos - second().nanos() >= GRACE.toNanos()) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    Figures latest() {
        return samples.getLast().figures();
    }

    Judgement judgement() {
        boolean whole = samples.getLast().nanos() - samples.getFirst().nanos() >= GRACE.toNanos();
        return new Judgement(samples.stream().map(Sample::figures).toList(), whole, missing, doubled);
    }
}
