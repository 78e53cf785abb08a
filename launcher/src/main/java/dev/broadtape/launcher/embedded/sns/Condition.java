package dev.broadtape.launcher.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** One alternative of a filter policy's key. */
interface Condition {
    /** Whether it accepts an attribute of these values; an absent attribute has none. */
    boolean accepts(List<JsonNode> values);

    static Condition of(JsonNode node) {
        return node.isObject() && isExists(node) ? exists(node.path("exists")) : any(matcher(node));
    }

    static void ensure(boolean claim, String otherwise) {
        if (!claim) {
            throw AwsFault.invalid("FilterPolicy: " + otherwise);
        }
    }

    private static Condition any(Predicate<JsonNode> matcher) {
        return values -> values.stream().anyMatch(matcher);
    }

    private static boolean isExists(JsonNode node) {
        return node.size() == 1 && node.has("exists");
    }

    private static Condition exists(JsonNode wanted) {
        ensure(wanted.isBoolean(), "exists must be true or false");
        return values -> values.isEmpty() != wanted.booleanValue();
    }

    private static Predicate<JsonNode> matcher(JsonNode node) {
        if (node.isValueNode()) {
            return value -> AttributeValues.same(value, node);
        }
        ensure(node.isObject() && node.size() == 1, "a match must be a value or an object of one key");
        Map.Entry<String, JsonNode> match = node.properties().iterator().next();
        return switch (match.getKey()) {
            case "prefix" -> text(match, String::startsWith);
            case "suffix" -> text(match, String::endsWith);
            case "equals-ignore-case" -> text(match, Condition::sameIgnoringCase);
            case "anything-but" -> anythingBut(match.getValue());
            case "numeric" -> NumericRange.of(match.getValue());
            default -> throw AwsFault.invalid("FilterPolicy: Unrecognized match type " + match.getKey());
        };
    }

    private static Predicate<JsonNode> text(Map.Entry<String, JsonNode> match, BiPredicate<String, String> how) {
        ensure(match.getValue().isTextual(), match.getKey() + " must be a string");
        String wanted = match.getValue().textValue();
        return value -> value.isTextual() && how.test(value.textValue(), wanted);
    }

    private static Predicate<JsonNode> anythingBut(JsonNode excluded) {
        List<Predicate<JsonNode>> matchers = new ArrayList<>();
        if (excluded.isArray()) {
            ensure(!excluded.isEmpty(), "anything-but must not be empty");
            excluded.forEach(node -> matchers.add(matcher(node)));
        } else {
            matchers.add(matcher(excluded));
        }
        return value -> matchers.stream().noneMatch(matcher -> matcher.test(value));
    }

    private static boolean sameIgnoringCase(String value, String wanted) {
        return value.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }
}
