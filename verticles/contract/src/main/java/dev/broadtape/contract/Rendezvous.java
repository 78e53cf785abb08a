package dev.broadtape.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which receiver a partition belongs to: highest random weight hashing (Thaler and Ravishankar, 1998). Whoever knows the same
 * receivers comes to the same answer, and a receiver that comes or goes moves no partition but its own.
 */
public final class Rendezvous {
    private Rendezvous() {}

    /**
     * The receiver with the greatest weight for {@code partition}, of those that are ready; of all, when none is.
     *
     * <p>The weight is the first 8 bytes, as an unsigned big-endian number, of the SHA-256 of the ASCII text
     * {@code <partition>/<receiver>}. The name decides, so a receiver that starts again gets back what it had; of two
     * instances of one name the later one wins.
     */
    public static Optional<Presence> owner(int partition, Collection<Presence> receivers) {
        return receivers.stream()
                .max(Comparator.comparing(Presence::ready)
                        .thenComparing(presence -> weight(partition, presence), Long::compareUnsigned)
                        .thenComparing(presence -> presence.instance().toString()));
    }

    private static long weight(int partition, Presence presence) {
        String text = partition + "/" + presence.receiver();
        return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.US_ASCII))).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
