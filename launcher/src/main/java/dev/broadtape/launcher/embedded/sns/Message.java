package dev.broadtape.launcher.embedded.sns;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A published message.
 *
 * @param subject empty where there is none
 * @param publishedMillis when it was accepted
 */
record Message(
        String id,
        String topicArn,
        String subject,
        String body,
        long publishedMillis,
        Map<String, Attribute> attributes) {
    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_SUBJECT = 100;
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

    /** Refuses what SNS would refuse. */
    Message checked() {
        if (body.isEmpty()) {
            throw AwsFault.invalid("Empty message");
        }
        if (subject.length() > MAX_SUBJECT || subject.chars().anyMatch(Character::isISOControl)) {
            throw AwsFault.invalid("Subject");
        }
        attributes.forEach(Message::check);
        if (size() > MAX_BYTES) {
            throw AwsFault.invalid("Message too long");
        }
        return this;
    }

    int size() {
        int attributeBytes = attributes.entrySet().stream()
                .mapToInt(named -> named.getKey().length() + named.getValue().size())
                .sum();
        return body.getBytes(StandardCharsets.UTF_8).length + attributeBytes;
    }

    private static void check(String name, Attribute attribute) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw AwsFault.invalid("Message attribute name " + name);
        }
        attribute.checked(name);
    }
}
