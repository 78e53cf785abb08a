package dev.broadtape.receiver.ws;

import java.util.List;
import java.util.Optional;

/** Tells a client what it asked for, as far as its line takes it: first what it missed, then what is new, and each second where it is. */
final class Delivery {
    /** A few messages a turn, so that a client that comes back slows down nobody. */
    private static final int REPLAYS = 8;

    private final Hall hall;
    private final Line line;
    private Interest interest;
    private Optional<Replay> replay = Optional.empty();
    private long told;
    private long conflated;
    private long heartbeatNanos;

    /** Of nothing yet. */
    Delivery(Hall hall, Line line, long nowNanos) {
        this.hall = hall;
        this.line = line;
        this.interest = hall.selection();
        this.heartbeatNanos = nowNanos;
    }

    Interest interest() {
        return interest;
    }

    /** From now on it is this. */
    void change(Interest now) {
        interest = now;
        replay = Optional.empty();
    }

    /** Goes on after these positions; tells whether that is possible. */
    boolean resume(List<Mark> since) {
        replay = Replay.since(since, hall.board().tracks());
        replay.ifPresent(of -> interest.resume());
        hall.counts().resumed(replay.isPresent());
        return replay.isPresent();
    }

    void turn(long nowNanos) {
        for (int i = 0; i < REPLAYS && !line.full(); i++) {
            replay.ifPresent(this::replay);
        }
        boolean more = replay.isEmpty();
        while (more && line.open() && !line.full()) {
            Optional<Batch> next = interest.next();
            next.ifPresent(this::tell);
            more = next.isPresent();
        }
        if (line.open() && !line.full()) {
            beat(nowNanos);
        }
    }

    private void replay(Replay of) {
        if (of.overtaken()) {
            replay = Optional.empty();
            interest.restart();
            hall.counts().resumed(false);
            line.say(Words.subscribed(interest, Optional.empty(), Optional.of(false)));
            return;
        }
        Batch batch = of.next(interest::wants, tick -> Quote.json(hall.bytes(), tick));
        if (!batch.ticks().isEmpty()) {
            tell(batch);
        }
        if (of.done()) {
            replay = Optional.empty();
            interest.settle();
        }
    }

    private void tell(Batch batch) {
        line.say(hall.words().ticks(batch));
        if (!batch.snapshot()) {
            told += batch.ticks().size();
            conflated += batch.conflated();
            hall.counts().told.add(batch.ticks().size());
            hall.counts().conflated.add(batch.conflated());
        }
    }

    private void beat(long nowNanos) {
        if (nowNanos - heartbeatNanos >= Words.HEARTBEAT_MILLIS * 1_000_000L) {
            heartbeatNanos = nowNanos;
            line.say(replay.map(of -> hall.words().heartbeat(told, conflated, of.marks()))
                    .orElseGet(() -> hall.words().heartbeat(told, conflated)));
        }
    }
}
