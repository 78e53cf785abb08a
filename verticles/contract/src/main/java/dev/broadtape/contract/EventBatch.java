package dev.broadtape.contract;

import java.util.List;
import java.util.UUID;

/**
 * Events on their way out, oldest first.
 *
 * @param events at most {@link #MAX_EVENTS}
 */
public record EventBatch(int version, List<DomainEvent> events) {
    public static final int VERSION = 1;
    /** What SNS takes in one PublishBatch. */
    public static final int MAX_EVENTS = 10;

    public static EventBatch of(List<DomainEvent> events) {
        return new EventBatch(VERSION, List.copyOf(events));
    }

    /** Which of them every destination has taken; the others are to be sent again. */
    public record Receipt(int version, List<UUID> delivered) {
        public static Receipt of(List<UUID> delivered) {
            return new Receipt(VERSION, List.copyOf(delivered));
        }
    }
}
