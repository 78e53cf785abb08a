package dev.broadtape.driver;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long a claim has not been renewed, by our own clock and as far as we have watched: clocks of two hosts are never
 * compared, and what happened while we did not look counts for nothing.
 */
final class Silence {
    private Optional<Claim> seen = Optional.empty();
    private long sinceNanos;
    private long lookedNanos;

    /** The claim reads like this now; the answer is for how long it has. */
    Duration look(Claim claim, long nanos) {
        boolean wasFrozen = nanos - lookedNanos >= Candidacy.SILENCE.toNanos();
        if (wasFrozen || seen.filter(claim::stillAs).isEmpty()) {
            sinceNanos = nanos;
        }
        seen = Optional.of(claim);
        lookedNanos = nanos;
        return Duration.ofNanos(nanos - sinceNanos);
    }

    /** It cannot be read. */
    void blind() {
        seen = Optional.empty();
    }
}
