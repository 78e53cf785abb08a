package dev.broadtape.launcher.embedded.sns;

import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** The topics, by ARN; at most {@link #MAX} of them, so that a listing is one page. */
final class Topics {
    static final int MAX = 1_000;

    private final MVMap<String, String> stored;

    Topics(MVMap<String, String> stored) {
        this.stored = stored;
    }

    /** The topic of that ARN as it was, or {@code topic} where there was none. */
    Topic addIfAbsent(Topic topic) {
        Optional<Topic> known = find(topic.arn());
        if (known.isEmpty() && stored.size() >= MAX) {
            throw AwsFault.of(403, "TopicLimitExceeded", "This endpoint keeps %,d topics".formatted(MAX));
        }
        return known.orElseGet(() -> replace(topic));
    }

    Topic get(String arn) {
        return find(arn).orElseThrow(() -> AwsFault.notFound("Topic"));
    }

    Topic replace(Topic topic) {
        stored.put(topic.arn(), Json.write(topic));
        return topic;
    }

    void remove(String arn) {
        stored.remove(arn);
    }

    List<Topic> all() {
        return stored.values().stream().map(Topics::read).toList();
    }

    private Optional<Topic> find(String arn) {
        return Optional.ofNullable(stored.get(arn)).map(Topics::read);
    }

    private static Topic read(String json) {
        return Json.read(json, Topic.class);
    }
}
