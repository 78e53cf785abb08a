package dev.broadtape.driver;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How fast slices go out: at a multiple of the tape's time, or as fast as they are taken. Written as a number or as
 * {@code max}.
 *
 * @param times the multiple; absent for max
 */
@JsonDeserialize(using = Speed.Reader.class)
public record Speed(Optional<BigDecimal> times) {
    static final Speed MAX = new Speed(Optional.empty());
    static final String RULE = "must be 0.1 to 1000, or max";

    private static final String MAX_TEXT = "max";
    private static final BigDecimal SLOWEST = new BigDecimal("0.1");
    private static final BigDecimal FASTEST = new BigDecimal("1000");

    /** Equal numbers are equal speeds, however they are written. */
    public Speed {
        times = times.map(BigDecimal::stripTrailingZeros)
                .map(n -> n.scale() < 0 && n.compareTo(FASTEST) <= 0 ? n.setScale(0) : n);
    }

    static Speed of(BigDecimal times) {
        return new Speed(Optional.of(times));
    }

    /**
     * Reads {@code max} or a number.
     *
     * @throws NumberFormatException when it is neither
     */
    static Speed parse(String text) {
        return text.strip().equalsIgnoreCase(MAX_TEXT) ? MAX : of(new BigDecimal(text.strip()));
    }

    boolean max() {
        return times.isEmpty();
    }

    boolean possible() {
        return times.filter(n -> n.compareTo(SLOWEST) < 0 || n.compareTo(FASTEST) > 0)
                .isEmpty();
    }

    /** As in JSON. */
    @JsonValue
    Object json() {
        return times.<Object>map(n -> n).orElse(MAX_TEXT);
    }

    @Override
    public String toString() {
        return json().toString();
    }

    /** For Jackson. */
    static final class Reader extends StdDeserializer<Speed> {
        private static final long serialVersionUID = 1;

        Reader() {
            super(Speed.class);
        }

        @Override
        public Speed deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return parse(text);
            } catch (NumberFormatException e) {
                throw context.weirdStringException(text, Speed.class, RULE);
            }
        }
    }

    /** A speed within the range. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Check.class)
    public @interface Possible {
        /** What is said of another one. */
        String message() default RULE;

        /** As the specification asks. */
        Class<?>[] groups() default {};

        /** As the specification asks. */
        Class<? extends Payload>[] payload() default {};
    }

    /** For Jakarta Validation, which makes it. */
    public static final class Check implements ConstraintValidator<Possible, Speed> {
        @Override
        public boolean isValid(Speed speed, ConstraintValidatorContext context) {
            return speed.possible();
        }
    }
}
