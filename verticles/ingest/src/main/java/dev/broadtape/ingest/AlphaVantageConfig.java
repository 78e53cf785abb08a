package dev.broadtape.ingest;

import dev.broadtape.kit.config.Secret;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ingest.alphavantage} section.
 *
 * @param baseUrl scheme and host, without a path
 * @param apiKey needed only when {@code ingest.provider} is {@code alphavantage}
 * @param perSecond calls that the key allows in a second, over all nodes that share the Redis
 * @param perDay calls that the key allows from 00:00 UTC to the next
 */
public record AlphaVantageConfig(
        @NotBlank @URL String baseUrl,
        @Nullable Secret apiKey,
        @Min(1) int perSecond,
        @Min(1) int perDay) {
    boolean keyed() {
        return apiKey != null && !apiKey.reveal().isBlank();
    }
}
