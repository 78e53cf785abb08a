package dev.broadtape.launcher.embedded.sns;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as it is stored.
 *
 * @param token confirms it
 * @param filterPolicy its JSON, empty where every message passes
 * @param raw whether the endpoint gets the bare message instead of the signed JSON
 */
record Subscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        String token,
        long createdMillis,
        boolean confirmed,
        String filterPolicy,
        boolean raw) {

    /** Refuses an endpoint that is no URL of {@code protocol}. */
    static String checkedEndpoint(String protocol, String endpoint) {
        if (!protocol.equals("http") && !protocol.equals("https")) {
            throw AwsFault.invalid("Does not support this protocol string: " + protocol);
        }
        try {
            var uri = new URI(endpoint);
            if (protocol.equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            throw AwsFault.invalid("Endpoint: " + e.getMessage());
        }
        throw AwsFault.invalid("Endpoint must match the specified protocol");
    }

    Subscription with(String attribute, String value) {
        return switch (attribute) {
            case "FilterPolicy" -> filteredBy(value);
            case "RawMessageDelivery" -> delivering(value);
            case "FilterPolicyScope" -> scoped(value);
            default -> throw AwsFault.invalid("AttributeName: " + attribute);
        };
    }

    Subscription with(Map<String, String> attributes) {
        Subscription changed = this;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            changed = changed.with(attribute.getKey(), attribute.getValue());
        }
        return changed;
    }

    Subscription confirm() {
        return new Subscription(arn, topicArn, protocol, endpoint, token, createdMillis, true, filterPolicy, raw);
    }

    /** What {@code ListSubscriptions} shows in place of the ARN of one that is not confirmed. */
    String shownArn() {
        return confirmed ? arn : "PendingConfirmation";
    }

    boolean reaches(String otherTopicArn, String otherProtocol, String otherEndpoint) {
        return topicArn.equals(otherTopicArn) && protocol.equals(otherProtocol) && endpoint.equals(otherEndpoint);
    }

    private Subscription filteredBy(String policy) {
        String kept = Optional.of(policy).filter(json -> !json.equals("{}")).orElse("");
        FilterPolicy.parse(kept);
        return new Subscription(arn, topicArn, protocol, endpoint, token, createdMillis, confirmed, kept, raw);
    }

    private Subscription delivering(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw AwsFault.invalid("RawMessageDelivery: must be true or false");
        }
        return new Subscription(
                arn,
                topicArn,
                protocol,
                endpoint,
                token,
                createdMillis,
                confirmed,
                filterPolicy,
                Boolean.parseBoolean(value));
    }

    private Subscription scoped(String value) {
        if (!value.equals("MessageAttributes")) {
            throw AwsFault.invalid("FilterPolicyScope: only MessageAttributes is offered");
        }
        return this;
    }
}
