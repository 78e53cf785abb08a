package dev.broadtape.dashboard;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of the ticks that the dashboard heard since a browser got its snapshot: all of them were delivered to it,
 * or conflated, or are pending. What is left is residue, below zero when there was too much.
 *
 * <p><b>Delivered</b> is a tick that a frame told as a quote of its own, once that frame was written to the browser's
 * connection and flushed. What the browser does with it is not seen from here; one that stops reading fills its
 * connection, and nothing more is flushed.
 *
 * <p><b>Conflated</b> is a tick that only a newer one of its symbol tells. Within a frame, the frame says how many. A
 * frame that was skipped, since the browser was behind, is <i>missed</i>, until a snapshot made after it is flushed: that
 * one has the newest quote of each symbol, so then all ticks of the skipped frame are conflated, and none is delivered.
 * A snapshot delivers no tick: the first one opens the account, a later one only makes good what was missed.
 *
 * <p><b>Pending</b> is a tick of the interval under way, or of a frame that was told within a second, or written and not
 * flushed, or missed for no longer than a browser may stay behind.
 *
 * <p>Open while the browser listens to the frames. It ends with the connection: a browser that returns has a new one.
 */
final class Account {
    /** Ticks of a message that was written and not flushed yet. */
    record Parcel(long delivered, long conflated) {
        static final Parcel EMPTY = new Parcel(0, 0);

        long ticks() {
            return delivered + conflated;
        }
    }

    /** The account at one moment: heard = delivered + conflated + pending + residue. */
    record Balance(long heard, long delivered, long conflated, long pending, long residue) {
        static final Balance ZERO = new Balance(0, 0, 0, 0, 0);

        /** Residues of either sign add up, lest one hides another. */
        Balance plus(Balance other) {
            return new Balance(
                    heard + other.heard,
                    delivered + other.delivered,
                    conflated + other.conflated,
                    pending + other.pending,
                    Math.abs(residue) + Math.abs(other.residue));
        }
    }

    private boolean open;
    private long openedWith;
    private long since;
    private long reached;
    private long delivered;
    private long conflated;
    private long underway;
    private long missed;
    private long lastMissed;
    private Instant missedSince = Instant.MAX;

    boolean open() {
        return open;
    }

    /** A message goes out: what to {@link #settle} when it is flushed. */
    Parcel send(Told told) {
        Parcel parcel = told.snapshot() ? makeGood(told) : ofFrame(told);
        underway += parcel.ticks();
        return parcel;
    }

    private Parcel makeGood(Told snapshot) {
        if (!open) {
            open = true;
            openedWith = snapshot.frame();
            since = Math.max(snapshot.heard(), reached);
            reached = since;
        }
        if (lastMissed > snapshot.frame()) {
            return Parcel.EMPTY;
        }
        var parcel = new Parcel(0, missed);
        missed = 0;
        missedSince = Instant.MAX;
        return parcel;
    }

    private Parcel ofFrame(Told frame) {
        reached = Math.max(reached, frame.heard());
        return counts(frame) ? new Parcel(frame.quotes(), frame.conflated()) : Parcel.EMPTY;
    }

    /** What the snapshot has already is not counted again. */
    private boolean counts(Told frame) {
        return open && frame.frame() > openedWith;
    }

    /** A message did not go out: the browser was behind. A snapshot that is skipped is as if it had not been asked for. */
    void skip(Told told, Instant now) {
        if (told.snapshot()) {
            return;
        }
        Parcel parcel = ofFrame(told);
        missed += parcel.ticks();
        lastMissed = told.frame();
        missedSince = missed > 0 && now.isBefore(missedSince) ? now : missedSince;
    }

    /** A message was flushed, or could not be: then its ticks stay residue for as long as the browser is there. */
    void settle(Parcel parcel, boolean flushed) {
        underway -= parcel.ticks();
        if (flushed) {
            delivered += parcel.delivered();
            conflated += parcel.conflated();
        }
    }

    /**
     * Weighs it.
     *
     * @param patience how long ticks may be missed
     */
    Balance balance(Heard all, Duration patience, Instant now) {
        if (!open) {
            return Balance.ZERO;
        }
        long onItsWay = all.now() - Math.max(reached, all.toldBefore());
        boolean overdue = missed > 0 && missedSince.plus(patience).isBefore(now);
        long pending = onItsWay + underway + (overdue ? 0 : missed);
        long heard = all.now() - since;
        return new Balance(heard, delivered, conflated, pending, heard - delivered - conflated - pending);
    }
}
