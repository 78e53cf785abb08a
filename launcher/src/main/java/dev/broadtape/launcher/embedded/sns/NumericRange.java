package dev.broadtape.launcher.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.Predicate;

/** The {@code numeric} match of a filter policy: one comparison, or two that form a range. */
final class NumericRange {
    private static final BigDecimal LARGEST = new BigDecimal(1_000_000_000);

    private NumericRange() {}

    static Predicate<JsonNode> of(JsonNode comparisons) {
        int length = comparisons.size();
        Condition.ensure(comparisons.isArray() && (length == 2 || length == 4), "numeric takes one or two comparisons");
        Predicate<BigDecimal> range = comparison(comparisons.path(0), comparisons.path(1));
        Predicate<BigDecimal> both =
                length == 2 ? range : range.and(comparison(comparisons.path(2), comparisons.path(3)));
        return value -> value.isNumber() && both.test(value.decimalValue());
    }

    private static Predicate<BigDecimal> comparison(JsonNode operator, JsonNode bound) {
        Condition.ensure(bound.isNumber(), "numeric compares with a number");
        BigDecimal number = bound.decimalValue();
        Condition.ensure(number.abs().compareTo(LARGEST) <= 0, "numeric bounds lie between -10^9 and 10^9");
        return switch (operator.asText()) {
            case "=" -> value -> value.compareTo(number) == 0;
            case "<" -> value -> value.compareTo(number) < 0;
            case "<=" -> value -> value.compareTo(number) <= 0;
            case ">" -> value -> value.compareTo(number) > 0;
            case ">=" -> value -> value.compareTo(number) >= 0;
            default -> throw AwsFault.invalid("FilterPolicy: Unrecognized numeric operator " + operator.asText());
        };
    }
}
