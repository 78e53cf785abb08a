package dev.broadtape.bridge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What SNS posts to a subscriber, as it claims to be: nothing here is to be believed before it is verified.
 *
 * @param message the envelope of an event, or a text to people
 * @param timestamp when it was published, in ISO-8601
 * @param token what a new subscription is confirmed with
 */
record SnsPost(
        @JsonProperty("Type") String type,
        @JsonProperty("MessageId") String messageId,
        @JsonProperty("TopicArn") String topicArn,
        @JsonProperty("Message") String message,
        @JsonProperty("Timestamp") Optional<String> timestamp,
        @JsonProperty("Token") Optional<String> token) {
    static final String NOTIFICATION = "Notification";
    static final String CONFIRMATION = "SubscriptionConfirmation";

    /**
     * Reads the JSON that was posted.
     *
     * @throws Fault MALFORMED when it is none of SNS
     */
    static SnsPost read(String body) {
        return Wire.decode(Buffer.buffer(body), SnsPost.class);
    }

    /** When it was published; for a post that was verified, which none is that has no time. */
    Instant time() {
        return timestamp.map(Instant::parse).orElse(Instant.EPOCH);
    }

    /** The event in it, if there is one of ours. */
    Optional<DomainEvent> event() {
        try {
            return Optional.of(Wire.decode(Buffer.buffer(message), DomainEvent.class));
        } catch (Fault e) {
            return Optional.empty();
        }
    }
}
