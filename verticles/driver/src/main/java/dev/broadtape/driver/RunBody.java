package dev.broadtape.driver;

import dev.broadtape.contract.Wire;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the body of a request for a run. A value that means nothing valid is a {@link BadField}. */
final class RunBody {
    private static final List<String> FIELDS =
            List.of("run", "mode", "symbols", "seed", "interval", "speed", "from", "length");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final long MAX_LENGTH = 1_000_000_000;

    private final JsonObject body;

    private RunBody(JsonObject body) {
        this.body = body;
    }

    static RunRequest read(JsonObject body) {
        for (String field : body.fieldNames()) {
            if (!FIELDS.contains(field)) {
                throw new BadField(field, "is unknown; there are " + String.join(", ", FIELDS));
            }
        }
        return new RunBody(body).read();
    }

    private RunRequest read() {
        return new RunRequest(
                value("run", RunBody::run),
                value("mode", RunBody::mode),
                value("symbols", RunBody::symbols),
                value("seed", value -> whole("seed", value)),
                value("interval", RunBody::interval),
                value("speed", RunBody::speed),
                value("from", RunBody::from),
                value("length", RunBody::length));
    }

    private <T> Optional<T> value(String field, Function<Object, T> read) {
        return Optional.ofNullable(body.getValue(field)).map(read);
    }

    static UUID run(Object value) {
        if (value instanceof String text && UUID_FORM.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        throw new BadField("run", "must be a run's id, a UUID");
    }

    private static DriverConfig.Mode mode(Object value) {
        try {
            return Wire.mapper().convertValue(value, DriverConfig.Mode.class);
        } catch (IllegalArgumentException e) {
            throw new BadField("mode", "must be random-walk");
        }
    }

    /** In alphabetical order: the order of the request decides nothing. */
    private static List<String> symbols(Object value) {
        if (value instanceof JsonArray array && !array.isEmpty()) {
            return array.stream()
                    .map(each -> Params.symbol("symbols", String.valueOf(each)))
                    .sorted()
                    .distinct()
                    .toList();
        }
        throw new BadField("symbols", "must be a list of at least one symbol; leave it out for all");
    }

    private static Duration interval(Object value) {
        try {
            Duration interval = Duration.parse(String.valueOf(value));
            boolean fits = interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0;
            if (fits && interval.toNanos() % 1_000 == 0) {
                return interval;
            }
        } catch (DateTimeException e) {
            // Said below, as for one out of range.
        }
        throw new BadField("interval", "must be an ISO-8601 duration of 1 ms to 1 minute, such as PT0.1S");
    }

    private static Speed speed(Object value) {
        try {
            Speed speed = Speed.parse(value instanceof Number || value instanceof String ? value.toString() : "");
            if (speed.possible()) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // Said below, as for one out of range.
        }
        throw new BadField("speed", Speed.RULE);
    }

    private static Instant from(Object value) {
        try {
            Instant from = Instant.parse(String.valueOf(value));
            if (!from.isBefore(Instant.EPOCH)
                    && from.isBefore(LATEST)
                    && from.equals(from.truncatedTo(ChronoUnit.MICROS))) {
                return from;
            }
        } catch (DateTimeException e) {
            // Said below, as for one out of range.
        }
        throw new BadField(
                "from", "must be an ISO-8601 time since 1970, to the microsecond, such as 2026-01-05T14:30:00Z");
    }

    private static long length(Object value) {
        long length = whole("length", value);
        if (length < 1 || length > MAX_LENGTH) {
            throw new BadField("length", "must be 1 to %d slices".formatted(MAX_LENGTH));
        }
        return length;
    }

    private static long whole(String field, Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            try {
                return new BigDecimal(value.toString()).longValueExact();
            } catch (ArithmeticException e) {
                // Said below, as for what is no number.
            }
        }
        throw new BadField(field, "must be a whole number of 64 bits");
    }
}
