package dev.broadtape.contract;

import java.util.UUID;

/**
 * A receiver's word that it is there.
 *
 * @param receiver the name of its node
 * @param instance new at each start, a UUIDv7; it is part of the receiver's addresses
 * @param leaving whether this is its last word
 */
public record Presence(int version, String receiver, UUID instance, boolean leaving) {
    public static final int VERSION = 1;

    public static Presence of(String receiver, UUID instance) {
        return new Presence(VERSION, receiver, instance, false);
    }

    /** The same, as a last word. */
    public Presence last() {
        return new Presence(version, receiver, instance, true);
    }
}
