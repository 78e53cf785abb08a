package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.sns.Mailbox.Letter;
import dev.broadtape.launcher.embedded.sns.State.Round;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Turns what a subscriber is to get into signed posts. */
final class Wrapping {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String INVITATION = "You have chosen to subscribe to the topic %s.\n"
            + "To confirm the subscription, visit the SubscribeURL included in this message.";

    private final Signer signer;
    private final Clock clock;
    private final Supplier<String> address;

    Wrapping(Signer signer, Clock clock, Supplier<String> address) {
        this.signer = signer;
        this.clock = clock;
        this.address = address;
    }

    List<Parcel> wrap(Round round) {
        return round.subscription().confirmed()
                ? round.letters().stream()
                        .map(letter -> notification(round, letter))
                        .toList()
                : List.of(confirmation(round));
    }

    private Parcel confirmation(Round round) {
        Subscription subscription = round.subscription();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Type", "SubscriptionConfirmation");
        json.put("MessageId", UUID.randomUUID().toString());
        json.put("Token", subscription.token());
        json.put("TopicArn", subscription.topicArn());
        json.put("Message", INVITATION.formatted(subscription.topicArn()));
        json.put("SubscribeURL", subscribeUrl(subscription));
        json.put("Timestamp", TIMESTAMP.format(clock.instant()));
        sign(json, round.topic());
        return parcel(json, "", subscription.createdMillis(), headers(json));
    }

    private Parcel notification(Round round, Letter letter) {
        Map<String, Object> json = fields(letter.message());
        Map<String, String> headers = headers(json);
        headers.put("x-amz-sns-subscription-arn", round.subscription().arn());
        return round.subscription().raw() ? bare(letter, headers) : signed(round, letter, json, headers);
    }

    private static Parcel bare(Letter letter, Map<String, String> headers) {
        headers.put("x-amz-sns-rawdelivery", "true");
        Message message = letter.message();
        return new Parcel(letter.key(), message.publishedMillis(), headers, Buffer.buffer(message.body()));
    }

    private Parcel signed(Round round, Letter letter, Map<String, Object> json, Map<String, String> headers) {
        sign(json, round.topic());
        String arn = round.subscription().arn();
        json.put("UnsubscribeURL", address.get() + "/?Action=Unsubscribe&SubscriptionArn=" + encoded(arn));
        if (!letter.message().attributes().isEmpty()) {
            json.put("MessageAttributes", attributes(letter.message()));
        }
        return parcel(json, letter.key(), letter.message().publishedMillis(), headers);
    }

    private static Map<String, Object> fields(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Type", "Notification");
        json.put("MessageId", message.id());
        json.put("TopicArn", message.topicArn());
        if (!message.subject().isEmpty()) {
            json.put("Subject", message.subject());
        }
        json.put("Message", message.body());
        json.put("Timestamp", TIMESTAMP.format(Instant.ofEpochMilli(message.publishedMillis())));
        return json;
    }

    private static Map<String, Object> attributes(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        message.attributes().forEach((name, attribute) -> {
            Map<String, String> pair = new LinkedHashMap<>();
            pair.put("Type", attribute.type());
            pair.put("Value", attribute.value());
            json.put(name, pair);
        });
        return json;
    }

    private void sign(Map<String, Object> json, Topic topic) {
        Map<String, String> fields = new LinkedHashMap<>();
        json.forEach((name, value) -> fields.put(name, value.toString()));
        json.put("SignatureVersion", topic.signatureVersion());
        json.put("Signature", signer.sign(fields, topic.signatureVersion()));
        json.put("SigningCertURL", signer.certificateUrl(topic.region()));
    }

    private String subscribeUrl(Subscription subscription) {
        return "%s/?Action=ConfirmSubscription&TopicArn=%s&Token=%s"
                .formatted(address.get(), encoded(subscription.topicArn()), subscription.token());
    }

    private static Parcel parcel(Map<String, Object> json, String key, long since, Map<String, String> headers) {
        return new Parcel(key, since, headers, Buffer.buffer(Json.write(json)));
    }

    private static Map<String, String> headers(Map<String, Object> json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/plain; charset=UTF-8");
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        headers.put("x-amz-sns-message-type", String.valueOf(json.get("Type")));
        headers.put("x-amz-sns-message-id", String.valueOf(json.get("MessageId")));
        headers.put("x-amz-sns-topic-arn", String.valueOf(json.get("TopicArn")));
        return headers;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
