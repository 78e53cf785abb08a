package dev.broadtape.ingest;

import dev.broadtape.contract.Symbols;
import dev.broadtape.ingest.fetch.FetchingConfig;
import dev.broadtape.ingest.provider.AlphaVantageConfig;
import dev.broadtape.ingest.provider.CsvConfig;
import dev.broadtape.ingest.provider.Provider;
import dev.broadtape.ingest.provider.Providers;
import dev.broadtape.ingest.provider.Sectors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code ingest} section.
 *
 * @param port of the HTTP API
 * @param provider a name in {@link Providers}
 * @param providers several of them, in the order in which they are asked until one answers; empty: {@code provider} alone
 * @param symbols what is kept filled, unless {@code symbolSource} says otherwise
 * @param symbolSource {@code default}, {@code sectors} or {@code top-movers}
 * @param sectors names in {@link Sectors}, for that source; empty: all
 * @param movers how many of the day's top movers are kept filled, for that source
 * @param keepEvents how long an event that was sent stays in the outbox
 * @param lease a host that is silent for so long has lost its job to another
 */
@UsableIngest
public record IngestConfig(
        @Min(1) @Max(65_535) int port,
        @NotBlank String provider,
        @NotNull List<String> providers,
        @NotEmpty @Size(max = IngestConfig.MAX_SYMBOLS) List<@Pattern(regexp = "[A-Za-z0-9.^-]{1,12}") String> symbols,
        @Pattern(regexp = "default|sectors|top-movers") String symbolSource,
        @NotNull List<String> sectors,
        @Min(1) @Max(50) int movers,

        @Valid @NotNull AlphaVantageConfig alphavantage,
        @Valid @NotNull CsvConfig csv,
        @Valid @NotNull FetchingConfig fetching,
        @NotNull @DurationMin(hours = 1) Duration keepEvents,
        @NotNull @DurationMin(millis = 500) Duration lease) {
    static final int MAX_SYMBOLS = 500;
    static final String ALPHA_VANTAGE = "alphavantage";
    static final String CSV = "csv";
    static final String SECTORS = "sectors";
    static final String TOP_MOVERS = "top-movers";

    /** The configured symbols as they are written properly, each once, in the order of the file. */
    List<String> properSymbols() {
        return symbols.stream().map(Symbols::parse).distinct().toList();
    }

    /** The providers' names in the order in which they are asked. */
    List<String> order() {
        return providers.isEmpty()
                ? List.of(provider)
                : providers.stream().distinct().toList();
    }

    List<Provider> inOrder() {
        return Providers.create(order(), new Providers.Settings(alphavantage, csv));
    }
}
