package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.ReceiverLedger.Seen;

/** Counts a run's sequences as they come: each should be the one after the last. For one thread. */
final class Sighting {
    private long last;
    private long missing;
    private long doubled;

    /** It goes on after {@code last}. */
    Sighting(long last) {
        this.last = last;
    }

    void see(long sequence) {
        if (sequence == last + 1) {
            last = sequence;
        } else if (sequence > last) {
            missing += sequence - last - 1;
            last = sequence;
        } else {
            doubled++;
        }
    }

    /** All up to {@code position} must have come by now: what did not is missing. */
    void require(long position) {
        missing += Math.max(0, position - last);
        last = Math.max(position, last);
    }

    /** None above {@code position} may have come yet: what did is one too many, and will come again. */
    Sighting cap(long position) {
        doubled += Math.max(0, last - position);
        last = Math.min(position, last);
        return this;
    }

    long last() {
        return last;
    }

    Seen seen() {
        return new Seen(last, missing, doubled);
    }
}
