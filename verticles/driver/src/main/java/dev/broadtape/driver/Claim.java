package dev.broadtape.driver;

import java.util.Optional;
import java.util.UUID;

/**
 * Who drives the tape, as it is stored.
 *
 * @param fence grows by one with each holder
 * @param holder the name of its node
 * @param instance of the candidacy, new each time that a driver stands for the lease
 * @param beat grows by one with each renewal
 * @param released whether the holder has given it up
 * @param alone whether the holder reaches no receiver, so that it holds the lease for nothing
 * @param run that is on, since the first one was begun
 */
record Claim(long fence, String holder, UUID instance, long beat, boolean released, boolean alone, Optional<UUID> run) {
    /** That of the first driver there ever is. */
    static Claim first(String holder, UUID instance) {
        return new Claim(1, holder, instance, 0, false, false, Optional.empty());
    }

    /** That of whoever takes over from this one. */
    Claim next(String holder, UUID instance) {
        return new Claim(fence + 1, holder, instance, 0, false, false, run);
    }

    /** Whether it has not been renewed since it read as {@code before}. */
    boolean stillAs(Claim before) {
        return fence == before.fence && beat == before.beat && instance.equals(before.instance);
    }
}
