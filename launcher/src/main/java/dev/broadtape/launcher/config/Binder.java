package dev.broadtape.launcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.broadtape.kit.config.Secret;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Trees to records: Jackson reads the types, Jakarta Validation checks the values. */
final class Binder {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private final ObjectNode defaults;
    private final Problems problems;
    private final Validator validator;

    Binder(ObjectNode defaults, Problems problems) {
        this.defaults = defaults;
        this.problems = problems;
        this.validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .defaultLocale(Locale.ENGLISH)
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    /** The section as a record; empty when it has mistakes, all of which are among the problems then. */
    <T> Optional<T> bind(String section, ObjectNode given, Class<T> type) {
        ObjectNode tree = given.deepCopy();
        for (int attempts = Trees.leaves(given).size(); attempts >= 0; attempts--) {
            try {
                return valid(section, MAPPER.treeToValue(tree, type));
            } catch (MismatchedInputException e) {
                if (!complain(section, tree, e)) {
                    return Optional.empty();
                }
            } catch (JsonProcessingException e) {
                problems.add(section, e.getOriginalMessage());
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> valid(String section, T config) {
        validator.validate(config).stream()
                .sorted((a, b) -> path(a).compareTo(path(b)))
                .forEach(violation -> problems.add(
                        section + "." + path(violation),
                        "'%s' %s".formatted(shown(violation.getInvalidValue()), rule(violation))));
        return Optional.of(config);
    }

    private static String shown(Object value) {
        return value instanceof Duration duration ? DurationReader.text(duration) : String.valueOf(value);
    }

    /** Hibernate's own texts for durations need an expression language, which we do without. */
    private static String rule(ConstraintViolation<?> violation) {
        Annotation rule = violation.getConstraintDescriptor().getAnnotation();
        if (rule instanceof DurationMin min) {
            return "must be at least "
                    + DurationReader.text(sum(min.days(), min.hours(), min.minutes(), min.seconds(), min.millis()));
        }
        if (rule instanceof DurationMax max) {
            return "must be at most "
                    + DurationReader.text(sum(max.days(), max.hours(), max.minutes(), max.seconds(), max.millis()));
        }
        return violation.getMessage();
    }

    private static Duration sum(long days, long hours, long minutes, long seconds, long millis) {
        return Duration.ofDays(days)
                .plusHours(hours)
                .plusMinutes(minutes)
                .plusSeconds(seconds)
                .plusMillis(millis);
    }

    private static String path(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
    }

    /** Names the mistake, then puts the default in its place, if there is one, so that the next one comes to light. */
    private boolean complain(String section, ObjectNode tree, MismatchedInputException e) {
        String key = e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .takeWhile(name -> name != null)
                .collect(Collectors.joining("."));
        JsonNode value = Trees.get(tree, key);
        problems.add(section + "." + key, "'%s' is not %s".formatted(shown(e, value), expected(e)));
        JsonNode preset = Trees.get(defaults, section + "." + key);
        Trees.put(tree, key, preset);
        return !preset.isMissingNode() && !preset.equals(value);
    }

    private static String shown(MismatchedInputException e, JsonNode value) {
        if (e.getTargetType() == Secret.class) {
            return "***";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String expected(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type.isEnum()) {
            return "one of " + names(type);
        }
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "double", "Double", "BigDecimal" -> "a number";
            case "Speed" -> "a number or max";
            case "Duration" -> "a duration, such as 100ms, 5s, 10m, 2h or 7d";
            case "String", "Secret" -> "a text";
            case "List", "ArrayList" -> "a list";
            default -> "a " + type.getSimpleName();
        };
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> Optional.ofNullable(field.getAnnotation(JsonProperty.class))
                        .map(JsonProperty::value)
                        .orElse(field.getName()))
                .toList();
    }
}
