package dev.broadtape.launcher.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The values of a message attribute as a filter policy sees them. */
final class AttributeValues {
    private AttributeValues() {}

    /** Several for an array, one for a string or a number, none for a binary one: policies ignore those. */
    static List<JsonNode> of(Attribute attribute) {
        return switch (attribute.kind()) {
            case "String" -> List.of(new TextNode(attribute.value()));
            case "Number" -> List.of(new DecimalNode(new BigDecimal(attribute.value())));
            case "String.Array" -> elements(Json.parse(attribute.value(), "String.Array"));
            default -> List.of();
        };
    }

    /** Numbers are the same by value, 100 and 1e2 alike; everything else by equality. */
    static boolean same(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        return numbers ? one.decimalValue().compareTo(other.decimalValue()) == 0 : one.equals(other);
    }

    private static List<JsonNode> elements(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("not an array");
        }
        Stream<JsonNode> elements = StreamSupport.stream(array.spliterator(), false);
        return elements.toList();
    }
}
