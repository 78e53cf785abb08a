package dev.broadtape.launcher.embedded.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * A message attribute.
 *
 * @param type String, Number, String.Array or Binary, perhaps with a label of its own as in {@code Number.int}
 * @param value the text, or Base64 of a binary one
 */
record Attribute(String type, String value) {
    private static final Set<String> KINDS = Set.of("String", "Number", "String.Array", "Binary");

    /** Refuses what is not of its type. */
    Attribute checked(String name) {
        if (!KINDS.contains(kind())) {
            throw AwsFault.invalid("The message attribute '%s' has an invalid type %s".formatted(name, type));
        }
        if (value.isEmpty()) {
            throw AwsFault.invalid("The message attribute '%s' must contain a value".formatted(name));
        }
        try {
            size();
            AttributeValues.of(this);
        } catch (IllegalArgumentException e) {
            throw AwsFault.invalid("The message attribute '%s' has no value of type %s".formatted(name, type));
        }
        return this;
    }

    /** The type without its label. */
    String kind() {
        if (type.equals("String.Array")) {
            return type;
        }
        int label = type.indexOf('.');
        return label < 0 ? type : type.substring(0, label);
    }

    /** Bytes that count towards the limit of a message. */
    int size() {
        return type.length()
                + (kind().equals("Binary")
                        ? Base64.getDecoder().decode(value).length
                        : value.getBytes(StandardCharsets.UTF_8).length);
    }
}
