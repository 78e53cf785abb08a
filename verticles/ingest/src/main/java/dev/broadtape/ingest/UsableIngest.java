package dev.broadtape.ingest;

import dev.broadtape.ingest.provider.Providers;
import dev.broadtape.ingest.provider.Sectors;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The providers exist and have what they need, and the symbols can come from where they should. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UsableIngest.Rule.class)
public @interface UsableIngest {
    String message() default "cannot be used";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names each key that is wrong and what would be right. */
    final class Rule implements ConstraintValidator<UsableIngest, IngestConfig> {
        @Override
        public boolean isValid(IngestConfig config, ConstraintValidatorContext context) {
            if (config.provider() == null || config.providers() == null || config.sectors() == null) {
                return true; // said by the components' own rules
            }
            Map<String, String> problems = new LinkedHashMap<>();
            names(config, problems);
            needs(config, problems);
            sources(config, problems);
            context.disableDefaultConstraintViolation();
            problems.forEach((key, message) -> say(context, key, message));
            return problems.isEmpty();
        }

        private static void names(IngestConfig config, Map<String, String> problems) {
            String key = config.providers().isEmpty() ? "provider" : "providers";
            List<String> unknown = config.order().stream()
                    .filter(name -> !name.isBlank() && !Providers.known(name))
                    .toList();
            if (!unknown.isEmpty()) {
                problems.put(key, "must be one of " + Providers.names());
            }
        }

        private static void needs(IngestConfig config, Map<String, String> problems) {
            List<String> order = config.order();
            if (order.contains(IngestConfig.ALPHA_VANTAGE)
                    && config.alphavantage() != null
                    && config.alphavantage().apiKeys() != null
                    && !config.alphavantage().keyed()) {
                problems.put(
                        "alphavantage.apiKey",
                        "is needed when ingest.provider is alphavantage; ALPHA_VANTAGE_API_KEY sets it too");
            }
            if (order.contains(IngestConfig.CSV)
                    && config.csv() != null
                    && config.csv().folder() != null
                    && config.csv().url() != null
                    && !config.csv().placed()) {
                problems.put("csv.folder", "is needed when ingest.provider is csv, or ingest.csv.url");
            }
        }

        private static void sources(IngestConfig config, Map<String, String> problems) {
            if (!Sectors.names().containsAll(config.sectors())) {
                problems.put("sectors", "must be some of " + Sectors.names());
            }
            if (IngestConfig.TOP_MOVERS.equals(config.symbolSource())
                    && !config.order().contains(IngestConfig.ALPHA_VANTAGE)) {
                problems.put("symbolSource", "can be top-movers only with the provider alphavantage, which tells them");
            }
        }

        private static void say(ConstraintValidatorContext context, String key, String message) {
            var violation = context.buildConstraintViolationWithTemplate(message);
            String[] path = key.split("\\.", -1);
            var node = violation.addPropertyNode(path[0]);
            for (int i = 1; i < path.length; i++) {
                node = node.addPropertyNode(path[i]);
            }
            node.addConstraintViolation();
        }
    }
}
