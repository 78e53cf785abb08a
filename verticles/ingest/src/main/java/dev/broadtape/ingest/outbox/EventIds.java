package dev.broadtape.ingest.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Event ids that come out the same when work is done again: a UUIDv7 whose random bits are a hash of a name. */
public final class EventIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private EventIds() {}

    /**
     * The id of what {@code name} says.
     *
     * @param epochMillis of something that does not change either
     */
    public static UUID of(long epochMillis, String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(name));
        long high = (epochMillis << 16) | VERSION_7 | (hash.getLong() & 0xFFFL);
        long low = VARIANT | (hash.getLong() >>> 2);
        return new UUID(high, low);
    }

    private static byte[] sha256(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
