package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The operations that show subscriptions. */
final class SubscriptionListing {
    private final Journal journal;

    SubscriptionListing(Journal journal) {
        this.journal = journal;
    }

    Map<String, Action> byName() {
        return Map.of(
                "ListSubscriptions", this::all,
                "ListSubscriptionsByTopic", this::ofTopic,
                "GetSubscriptionAttributes", this::attributes);
    }

    private Future<String> all(QueryRequest request) {
        return journal.read(state -> state.subscriptions().all()).map(SubscriptionListing::listing);
    }

    private Future<String> ofTopic(QueryRequest request) {
        String arn = request.required("TopicArn");
        return journal.read(state ->
                        state.subscriptions().of(state.topics().get(arn).arn()))
                .map(SubscriptionListing::listing);
    }

    private Future<String> attributes(QueryRequest request) {
        String arn = request.required("SubscriptionArn");
        return journal.read(state -> state.subscriptions().get(arn))
                .map(SubscriptionListing::attributesOf)
                .map(Xml::attributes);
    }

    private static String listing(List<Subscription> subscriptions) {
        return Xml.parent(
                "Subscriptions",
                subscriptions.stream().map(SubscriptionListing::member).collect(Collectors.joining()));
    }

    private static String member(Subscription subscription) {
        return Xml.parent(
                "member",
                Xml.text("SubscriptionArn", subscription.shownArn())
                        + Xml.text("Owner", Topic.ACCOUNT)
                        + Xml.text("Protocol", subscription.protocol())
                        + Xml.text("Endpoint", subscription.endpoint())
                        + Xml.text("TopicArn", subscription.topicArn()));
    }

    private static Map<String, String> attributesOf(Subscription subscription) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("SubscriptionArn", subscription.arn());
        attributes.put("TopicArn", subscription.topicArn());
        attributes.put("Owner", Topic.ACCOUNT);
        attributes.put("Protocol", subscription.protocol());
        attributes.put("Endpoint", subscription.endpoint());
        attributes.put("PendingConfirmation", String.valueOf(!subscription.confirmed()));
        attributes.put("ConfirmationWasAuthenticated", "false");
        attributes.put("RawMessageDelivery", String.valueOf(subscription.raw()));
        if (!subscription.filterPolicy().isEmpty()) {
            attributes.put("FilterPolicy", subscription.filterPolicy());
            attributes.put("FilterPolicyScope", "MessageAttributes");
        }
        return attributes;
    }
}
