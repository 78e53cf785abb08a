package dev.broadtape.bridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages that SNS has delivered, by their ids: tells a new one from one that SNS repeats, and both from a replay
 * by somebody who has read it. At most {@link #CAPACITY}; then the oldest is forgotten. For use on one context.
 */
final class Arrivals {
    static final int CAPACITY = 10_000;

    /** SNS repeats what it had no answer to, by default every 20 seconds. Whatever comes later is no repetition. */
    static final Duration REPEATED_FOR = Duration.ofMinutes(5);

    /** SNS gives up on a delivery after an hour, the embedded endpoint after six. */
    static final Duration OLDEST = Duration.ofHours(7);

    /** What a message is. */
    enum Verdict {
        NEW,
        REPEATED,
        REPLAYED
    }

    private final Clock clock;
    private final Map<String, Instant> taken = new LinkedHashMap<>();

    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the message with that id is.
     *
     * @param signedAt when SNS says that it was published
     */
    Verdict judge(String messageId, Instant signedAt) {
        Instant now = clock.instant();
        Instant first = taken.get(messageId);
        if (signedAt.isBefore(now.minus(OLDEST))) {
            return Verdict.REPLAYED;
        }
        if (first == null) {
            return Verdict.NEW;
        }
        return first.isBefore(now.minus(REPEATED_FOR)) ? Verdict.REPLAYED : Verdict.REPEATED;
    }

    /** That message was dealt with. */
    void take(String messageId) {
        taken.putIfAbsent(messageId, clock.instant());
        if (taken.size() > CAPACITY) {
            var oldest = taken.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
