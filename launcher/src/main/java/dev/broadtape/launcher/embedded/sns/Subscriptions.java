package dev.broadtape.launcher.embedded.sns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/** The subscriptions, by ARN; at most {@link #MAX} of them, so that a listing is one page. */
final class Subscriptions {
    static final int MAX = 1_000;

    private final MVMap<String, String> stored;
    private final Map<String, Subscription> byArn = new TreeMap<>();
    private final Map<String, FilterPolicy> policies = new HashMap<>();

    Subscriptions(MVMap<String, String> stored) {
        this.stored = stored;
        stored.values().stream()
                .map(json -> Json.read(json, Subscription.class))
                .forEach(this::remember);
    }

    Subscription add(Subscription subscription) {
        if (byArn.size() >= MAX) {
            throw AwsFault.of(403, "SubscriptionLimitExceeded", "This endpoint keeps %,d subscriptions".formatted(MAX));
        }
        return replace(subscription);
    }

    Subscription replace(Subscription subscription) {
        stored.put(subscription.arn(), Json.write(subscription));
        return remember(subscription);
    }

    void remove(String arn) {
        stored.remove(arn);
        byArn.remove(arn);
        policies.remove(arn);
    }

    Optional<Subscription> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    Subscription get(String arn) {
        return find(arn).orElseThrow(() -> AwsFault.notFound("Subscription"));
    }

    List<Subscription> all() {
        return List.copyOf(byArn.values());
    }

    List<Subscription> of(String topicArn) {
        return in(topicArn).toList();
    }

    /** The confirmed ones whose policy accepts {@code message}. */
    List<Subscription> wanting(Message message) {
        return in(message.topicArn())
                .filter(Subscription::confirmed)
                .filter(subscription -> policyOf(subscription).accepts(message.attributes()))
                .toList();
    }

    private Stream<Subscription> in(String topicArn) {
        return byArn.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn));
    }

    private FilterPolicy policyOf(Subscription subscription) {
        return policies.computeIfAbsent(subscription.arn(), arn -> FilterPolicy.parse(subscription.filterPolicy()));
    }

    private Subscription remember(Subscription subscription) {
        byArn.put(subscription.arn(), subscription);
        policies.remove(subscription.arn());
        return subscription;
    }
}
