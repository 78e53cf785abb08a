package dev.broadtape.ingest.provider;

import dev.broadtape.kit.config.Secret;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ingest.alphavantage} section.
 *
 * @param baseUrl scheme and host, without a path
 * @param apiKey needed only when {@code alphavantage} is one of the providers
 * @param apiKeys more of them, used in turn; each has calls of its own
 * @param perSecond calls that a key allows in a second, over all nodes that share the Redis
 * @param perDay calls that a key allows from 00:00 UTC to the next
 * @param adjusted whether bars come with splits and dividends, which not every key is allowed to ask for
 * @param csv whether series, quotes and searches are asked for as CSV, which is a third of the size, and not as JSON
 */
public record AlphaVantageConfig(
        @NotBlank @URL String baseUrl,
        @Nullable Secret apiKey,
        @NotNull List<Secret> apiKeys,
        @Min(1) int perSecond,
        @Min(1) int perDay,
        boolean adjusted,
        boolean csv) {
    public boolean keyed() {
        return !keys().isEmpty();
    }

    /** Every key that is not blank, each once. */
    List<Secret> keys() {
        return Stream.concat(Stream.ofNullable(apiKey), apiKeys.stream())
                .filter(key -> !key.reveal().isBlank())
                .distinct()
                .toList();
    }
}
