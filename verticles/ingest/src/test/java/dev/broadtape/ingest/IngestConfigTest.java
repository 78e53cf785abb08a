package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.ingest.provider.AlphaVantageConfig;
import dev.broadtape.ingest.provider.CsvConfig;
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
                .containsExactly("provider must be one of [alphavantage, csv, history]");
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

    @Test
    void needsAPlaceForFiles() {
        assertThat(problems(List.of("alphavantage", "csv"), "", "default", List.of()))
                .containsExactly("csv.folder is needed when ingest.provider is csv, or ingest.csv.url");
        assertThat(problems(List.of("alphavantage", "csv"), "/bars", "default", List.of()))
                .isEmpty();
    }

    @Test
    void takesSymbolsOnlyFromWhereThereAreSome() {
        assertThat(problems(List.of("history"), "", "sectors", List.of("energy")))
                .isEmpty();
        assertThat(problems(List.of("history"), "", "sectors", List.of("magic")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("sectors must be some of [communication-services,");
        assertThat(problems(List.of("history"), "", "top-movers", List.of()))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("symbolSource can be top-movers only");
        assertThat(problems(List.of("history", "alphavantage"), "", "top-movers", List.of()))
                .isEmpty();
    }

    private static List<String> problems(String provider, List<String> symbols, @Nullable Secret apiKey) {
        return problems(new IngestConfig(
                8000,
                provider,
                List.of(),
                symbols,
                "default",
                List.of(),
                20,
                alphavantage(apiKey),
                new CsvConfig("", ""),
                FakeAlphaVantage.FAST,
                Duration.ofDays(30),
                Duration.ofSeconds(6)));
    }

    private static List<String> problems(List<String> providers, String folder, String source, List<String> sectors) {
        return problems(new IngestConfig(
                8000,
                "history",
                providers,
                List.of("IBM"),
                source,
                sectors,
                20,
                alphavantage(new Secret("key")),
                new CsvConfig(folder, ""),
                FakeAlphaVantage.FAST,
                Duration.ofDays(30),
                Duration.ofSeconds(6)));
    }

    private static AlphaVantageConfig alphavantage(@Nullable Secret apiKey) {
        return new AlphaVantageConfig("https://www.alphavantage.co", apiKey, List.of(), 1, 25, false, false);
    }

    private static List<String> problems(IngestConfig config) {
        return VALIDATOR.validate(config).stream()
                .map(violation -> violation.getPropertyPath().toString().replace(".<list element>", "") + " "
                        + violation.getMessage())
                .toList();
    }
}
