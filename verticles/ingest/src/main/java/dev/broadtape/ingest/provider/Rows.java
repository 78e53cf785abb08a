package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.nonsense;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The rows of an answer and their columns, by name; what is not as it should be is nonsense. */
final class Rows {
    private Rows() {}

    static Stream<Function<String, Optional<String>>> rows(JsonObject body, String name) {
        if (!(body.getValue(name) instanceof JsonArray array)) {
            throw AlphaVantageAnswer.refusal(body);
        }
        return array.stream().map(row -> {
            if (row instanceof JsonObject object) {
                return AlphaVantageAnswer.columns(object);
            }
            throw nonsense("'%s' is no entry of %s".formatted(row, name));
        });
    }

    static long priceE4(Function<String, Optional<String>> columns, String name) {
        return Prices.parseE4(required(columns, name));
    }

    static String required(Function<String, Optional<String>> columns, String name) {
        return columns.apply(name).orElseThrow(() -> Fault.invalid("it has no " + name));
    }

    static BigDecimal percent(String text) {
        return new BigDecimal(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
    }

    static <T> T read(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Fault
                | DateTimeException
                | ArithmeticException
                | NumberFormatException
                | StringIndexOutOfBoundsException e) {
            throw nonsense("Alpha Vantage's %s cannot be read: %s".formatted(what, e.getMessage()));
        }
    }
}
