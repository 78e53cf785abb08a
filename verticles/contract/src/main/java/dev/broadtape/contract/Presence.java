package dev.broadtape.contract;

import java.util.UUID;

/**
 * A receiver's word that it is there.
 *
 * @param receiver the name of its node
 * @param instance new at each start, a UUIDv7; it is part of the receiver's addresses
 */
public record Presence(int version, String receiver, UUID instance, State state) {
    public static final int VERSION = 1;

    /** What a receiver says of itself. */
    public enum State {
        /** It reaches Kafka. */
        READY,
        /** It does not, and should have no partition as long as another is ready. */
        NOT_READY,
        /** This is its last word. */
        LEAVING
    }

    public static Presence of(String receiver, UUID instance) {
        return new Presence(VERSION, receiver, instance, State.READY);
    }

    public boolean ready() {
        return state == State.READY;
    }

    public boolean leaving() {
        return state == State.LEAVING;
    }

    /** The same receiver in another state. */
    public Presence in(State now) {
        return new Presence(version, receiver, instance, now);
    }
}
