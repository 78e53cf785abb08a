package dev.broadtape.launcher.embedded.sns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;

/**
 * Messages on their way, on disk: a queue per subscription, oldest first, of at most {@link #CAPACITY} messages; a full
 * one refuses. The key is the subscription's ARN, a slash and the 16 hexadecimal digits of a sequence number.
 */
final class Mailbox {
    static final int CAPACITY = 10_000;
    private static final int SEQUENCE_DIGITS = 16;

    private final MVMap<String, String> letters;
    private final Counts counts;
    private final Map<String, Integer> depths = new HashMap<>();
    private long lastSequence;

    Mailbox(MVMap<String, String> letters, Counts counts) {
        this.letters = letters;
        this.counts = counts;
        letters.keySet().forEach(this::recall);
        counts.queued.set(letters.sizeAsLong());
    }

    void ensureRoom(Subscription subscription) {
        if (depths.getOrDefault(subscription.arn(), 0) >= CAPACITY) {
            throw AwsFault.of(
                    429, "Throttled", "%,d messages wait for %s".formatted(CAPACITY, subscription.endpoint()));
        }
    }

    void add(Subscription subscription, String message) {
        lastSequence++;
        letters.put("%s/%016x".formatted(subscription.arn(), lastSequence), message);
        count(subscription.arn(), 1);
    }

    List<Letter> oldest(String subscriptionArn, int limit) {
        List<Letter> found = new ArrayList<>();
        Iterator<String> keys = letters.keyIterator(subscriptionArn + "/");
        while (keys.hasNext() && found.size() < limit) {
            String key = keys.next();
            if (!arnOf(key).equals(subscriptionArn)) {
                break;
            }
            found.add(new Letter(key, Json.read(stored(key), Message.class)));
        }
        return found;
    }

    void remove(String key) {
        if (letters.remove(key) != null) {
            count(arnOf(key), -1);
        }
    }

    void clear(String subscriptionArn) {
        for (List<Letter> some = oldest(subscriptionArn, 100); !some.isEmpty(); some = oldest(subscriptionArn, 100)) {
            some.forEach(letter -> remove(letter.key()));
        }
        depths.remove(subscriptionArn);
    }

    private String stored(String key) {
        return String.valueOf(letters.get(key));
    }

    private void recall(String key) {
        depths.merge(arnOf(key), 1, Integer::sum);
        lastSequence = Math.max(lastSequence, Long.parseLong(key.substring(key.length() - SEQUENCE_DIGITS), 16));
    }

    private void count(String subscriptionArn, int change) {
        depths.merge(subscriptionArn, change, Integer::sum);
        counts.queued.addAndGet(change);
    }

    private static String arnOf(String key) {
        return key.substring(0, key.length() - SEQUENCE_DIGITS - 1);
    }

    /** A message in the queue of one subscription. */
    record Letter(String key, Message message) {}
}
