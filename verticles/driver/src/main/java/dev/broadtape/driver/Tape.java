package dev.broadtape.driver;

import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.Tick;
import java.util.Optional;

/** The run that is on, while we have the lease, and the sending of its partitions. For use on one context. */
final class Tape implements PartitionSender.Owner {
    /** What is due more often goes out as frames of several slices. */
    private static final long SHORTEST_BEAT_MILLIS = 5;

    private static final long LONGEST_BEAT_MILLIS = 100;

    /** Who decides about it. */
    interface Keeper {
        /** One more partition is in step with its receiver. */
        void synced();

        /** Time has passed. */
        void beat();
    }

    private final Way way;
    private final Keeper keeper;

    private Optional<Run> run = Optional.empty();
    private Senders senders = Senders.NONE;
    private long limit = Long.MAX_VALUE;
    private boolean closed;

    /** A tape that stands still before {@link #start} and {@link #play}. */
    Tape(Way way, Keeper keeper) {
        this.way = way;
        this.keeper = keeper;
    }

    void start() {
        beat();
    }

    /** From now on this run. */
    void play(Run begun) {
        senders.forEach(PartitionSender::halt);
        run = Optional.of(begun);
        senders = Senders.of(begun, way, this);
        senders.forEach(PartitionSender::resync);
    }

    /** The same run with another plan; what was sent stays as it was. */
    void follow(Run next) {
        run = Optional.of(next);
        senders.forEach(sender -> sender.reel().follow(next));
    }

    /** Makes nothing from this slice on, until {@link #release}. */
    void hold(long from) {
        limit = from;
    }

    void release() {
        limit = Long.MAX_VALUE;
        senders.forEach(PartitionSender::pump);
    }

    private void beat() {
        if (!closed) {
            senders.forEach(PartitionSender::pump);
            keeper.beat();
            way.vertx().setTimer(untilNextBeatMillis(), id -> beat());
        }
    }

    /** What is overdue waits for an acknowledgement or a receiver, and they make the tape go on by themselves. */
    private long untilNextBeatMillis() {
        long millis = senders.untilDueMicros(way.node().nowMicros()) / 1_000 + 1;
        return Math.min(LONGEST_BEAT_MILLIS, Math.max(SHORTEST_BEAT_MILLIS, millis));
    }

    void rosterChanged() {
        if (!closed) {
            senders.forEach(PartitionSender::look);
        }
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public void synced() {
        keeper.synced();
    }

    /** Sends nothing more. */
    void close() {
        closed = true;
        senders.forEach(PartitionSender::halt);
    }

    boolean closed() {
        return closed;
    }

    /** Those of its partitions; none before a run is on. */
    Senders senders() {
        return senders;
    }

    Optional<Run> run() {
        return run;
    }

    /** Whether it runs and every partition has a receiver. */
    boolean streaming() {
        return run.filter(now -> now.state() == Run.State.RUNNING).isPresent() && senders.inStep();
    }

    /** Where a change of the plan may begin: no partition has made anything of this slice or a later one. */
    long nextSlice() {
        long made = senders.madeSlices();
        return run.map(now -> Math.max(made, now.last().fromSlice())).orElse(made);
    }

    /** Once every partition has been in step. */
    Optional<DriverLedger> ledger() {
        return run.flatMap(now -> senders.counts().map(counts -> DriverLedger.of(now.run(), way.fence(), counts)));
    }

    /** How long the next slice has been due; at speed max nothing is ever late. */
    long lagMicros() {
        return run.filter(now -> !now.last().speed().max())
                .map(now -> Math.max(0, senders.overdueMicros(way.node().nowMicros())))
                .orElse(0L);
    }

    /** A durable tick, as an example, while it runs. */
    Optional<Tick> sample() {
        return run.filter(now -> now.state() == Run.State.RUNNING).flatMap(now -> senders.sample());
    }
}
