package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.kit.config.Secret;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @Test
    void needsNoKeyForTheBundledHistory() {
        assertThat(problems("history", List.of("AAPL", "brk.b"), null)).isEmpty();
    }

    @Test
    void needsAKeyForAlphaVantage() {
        assertThat(problems("alphavantage", List.of("AAPL"), null))
                .containsExactly("alphavantage.apiKey is needed when ingest.provider is alphavantage;"
                        + " ALPHA_VANTAGE_API_KEY sets it too");
        assertThat(problems("alphavantage", List.of("AAPL"), new Secret(" "))).hasSize(1);
        assertThat(problems("alphavantage", List.of("AAPL"), new Secret("demo")))
                .isEmpty();
    }

    @Test
    void saysWhichProvidersThereAre() {
        assertThat(problems("bloomberg", List.of("AAPL"), null))
                .containsExactly("provider must be one of [alphavantage, history]");
    }

    @Test
    void refusesASymbolThatCanBeNone() {
        assertThat(problems("history", List.of("A B"), null))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("symbols[0]");
        assertThat(problems("history", List.of(), null)).hasSize(1);
    }

    private static List<String> problems(String provider, List<String> symbols, @Nullable Secret apiKey) {
        var alphavantage = new AlphaVantageConfig("https://www.alphavantage.co", apiKey, 1, 25);
        var config = new IngestConfig(8000, provider, symbols, alphavantage, Duration.ofDays(30));
        return VALIDATOR.validate(config).stream()
                .map(violation -> violation.getPropertyPath().toString().replace(".<list element>", "") + " "
                        + violation.getMessage())
                .toList();
    }
}
