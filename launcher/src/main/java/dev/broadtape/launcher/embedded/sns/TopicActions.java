package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The operations on topics. */
final class TopicActions {
    private final Journal journal;
    private final Couriers couriers;

    TopicActions(Journal journal, Couriers couriers) {
        this.journal = journal;
        this.couriers = couriers;
    }

    Map<String, Action> byName() {
        return Map.of(
                "CreateTopic", this::create,
                "DeleteTopic", this::delete,
                "ListTopics", this::list,
                "GetTopicAttributes", this::attributes,
                "SetTopicAttributes", this::set);
    }

    private Future<String> create(QueryRequest request) {
        Topic topic = Topic.named(request.required("Name"), request.region());
        for (Map.Entry<String, String> attribute :
                request.entries("Attributes", "key", "value").entrySet()) {
            topic = topic.with(attribute.getKey(), attribute.getValue());
        }
        Topic wanted = topic;
        return journal.write(state -> state.topics().addIfAbsent(wanted)).map(kept -> Xml.text("TopicArn", kept.arn()));
    }

    private Future<String> delete(QueryRequest request) {
        String arn = request.required("TopicArn");
        return journal.write(state -> removed(state, arn))
                .onSuccess(couriers::dismiss)
                .map("");
    }

    private Future<String> list(QueryRequest request) {
        return journal.read(state -> state.topics().all()).map(TopicActions::listing);
    }

    private Future<String> attributes(QueryRequest request) {
        String arn = request.required("TopicArn");
        return journal.read(state -> attributesOf(state, state.topics().get(arn)))
                .map(Xml::attributes);
    }

    private Future<String> set(QueryRequest request) {
        String arn = request.required("TopicArn");
        String name = request.required("AttributeName");
        String value = request.text("AttributeValue").orElse("");
        return journal.change(
                        state -> state.topics().replace(state.topics().get(arn).with(name, value)))
                .map("");
    }

    private static List<String> removed(State state, String topicArn) {
        List<String> subscriptions = state.subscriptions().of(topicArn).stream()
                .map(Subscription::arn)
                .toList();
        state.removeTopic(topicArn);
        return subscriptions;
    }

    private static String listing(List<Topic> topics) {
        String members = topics.stream()
                .map(topic -> Xml.parent("member", Xml.text("TopicArn", topic.arn())))
                .collect(Collectors.joining());
        return Xml.parent("Topics", members);
    }

    private static Map<String, String> attributesOf(State state, Topic topic) {
        List<Subscription> subscriptions = state.subscriptions().of(topic.arn());
        long confirmed = subscriptions.stream().filter(Subscription::confirmed).count();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("TopicArn", topic.arn());
        attributes.put("Owner", Topic.ACCOUNT);
        attributes.put("DisplayName", topic.displayName());
        attributes.put("SignatureVersion", topic.signatureVersion());
        attributes.put("SubscriptionsConfirmed", String.valueOf(confirmed));
        attributes.put("SubscriptionsPending", String.valueOf(subscriptions.size() - confirmed));
        attributes.put("SubscriptionsDeleted", "0");
        return attributes;
    }
}
