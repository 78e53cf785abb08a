package dev.broadtape.bridge;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A post as SNS makes it: put together, perhaps bent, then signed. */
final class SignedPost {
    static final String CERTIFICATE = "/SimpleNotificationService-0123456789abcdef.pem";

    private static final Set<String> SIGNED =
            Set.of("Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private final JsonObject json = new JsonObject();
    private String version = "1";

    private SignedPost(String type, String message) {
        with("Type", type)
                .with("MessageId", UUID.randomUUID().toString())
                .with("TopicArn", SnsStandIn.ARN)
                .with("Message", message)
                .at(Instant.now())
                .with("SigningCertURL", "https://sns.us-east-1.amazonaws.com" + CERTIFICATE);
    }

    static SignedPost notification(DomainEvent event) {
        return notification(Wire.encode(event).toString());
    }

    static SignedPost notification(String message) {
        return new SignedPost("Notification", message);
    }

    static SignedPost confirmation(String token) {
        return new SignedPost("SubscriptionConfirmation", "You have chosen to subscribe")
                .with("Token", token)
                .with("SubscribeURL", "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription");
    }

    SignedPost with(String field, String value) {
        json.put(field, value);
        return this;
    }

    /** SNS has milliseconds. */
    SignedPost at(Instant time) {
        return with("Timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    SignedPost version(String number) {
        version = number;
        return this;
    }

    String unsigned() {
        return json.encode();
    }

    String signedBy(SigningKey key) throws Exception {
        var text = new StringBuilder();
        for (String field : new TreeSet<>(SIGNED)) {
            if (json.containsKey(field)) {
                text.append(field).append('\n').append(json.getString(field)).append('\n');
            }
        }
        return with("SignatureVersion", version)
                .with("Signature", key.sign(text.toString(), version))
                .json
                .encode();
    }
}
