package dev.broadtape.ingest;

import dev.broadtape.contract.Symbols;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code ingest} section.
 *
 * @param port of the HTTP API
 * @param provider a name in {@link Providers}
 * @param symbols what is kept filled
 * @param keepEvents how long an event that was sent stays in the outbox
 */
@IngestConfig.UsableProvider
public record IngestConfig(
        @Min(1) @Max(65_535) int port,
        @NotBlank String provider,
        @NotEmpty @Size(max = IngestConfig.MAX_SYMBOLS) List<@Pattern(regexp = "[A-Za-z0-9.^-]{1,12}") String> symbols,

        @Valid @NotNull AlphaVantageConfig alphavantage,
        @NotNull @DurationMin(hours = 1) Duration keepEvents) {
    static final int MAX_SYMBOLS = 500;

    /** The configured symbols as they are written properly, each once, in the order of the file. */
    List<String> properSymbols() {
        return symbols.stream().map(Symbols::parse).distinct().toList();
    }

    /** The provider exists and has what it needs. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = UsableProvider.Rule.class)
    public @interface UsableProvider {
        String message() default "cannot be used";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Names the key that is wrong and what would be right. */
        final class Rule implements ConstraintValidator<UsableProvider, IngestConfig> {
            @Override
            public boolean isValid(IngestConfig config, ConstraintValidatorContext context) {
                String name = config.provider();
                if (name != null && !name.isBlank() && !Providers.known(name)) {
                    return says(context, "provider", "must be one of " + Providers.names());
                }
                if (AlphaVantage.NAME.equals(name) && config.alphavantage() != null && !config.alphavantage.keyed()) {
                    return says(
                            context,
                            "alphavantage.apiKey",
                            "is needed when ingest.provider is alphavantage; ALPHA_VANTAGE_API_KEY sets it too");
                }
                return true;
            }

            private static boolean says(ConstraintValidatorContext context, String key, String message) {
                context.disableDefaultConstraintViolation();
                var violation = context.buildConstraintViolationWithTemplate(message);
                String[] path = key.split("\\.", -1);
                var node = violation.addPropertyNode(path[0]);
                for (int i = 1; i < path.length; i++) {
                    node = node.addPropertyNode(path[i]);
                }
                node.addConstraintViolation();
                return false;
            }
        }
    }
}
