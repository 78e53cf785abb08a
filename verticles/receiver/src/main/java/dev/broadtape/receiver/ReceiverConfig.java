package dev.broadtape.receiver;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.broadtape.receiver.candle.CandleConfig;
import dev.broadtape.receiver.kafka.StreamConfig;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.ws.SocketConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code receiver} section.
 *
 * @param store where ticks are kept for reading
 * @param sync whether a write to the embedded store waits for the disk: it then survives a power cut, not only a kill
 * @param retention how long a tick is kept: in the embedded store on the tape's clock, in Accumulo by the wall clock
 * @param maxBytes of the embedded store on disk; beyond it the oldest ticks go
 * @param audit whether what is in Kafka is read back and counted for the ledger
 */
public record ReceiverConfig(
        @Min(1) @Max(65_535) int port,
        @NotNull Store store,
        boolean sync,
        @NotNull @DurationMin(minutes = 1) Duration retention,
        @Min(64 * 1024 * 1024) long maxBytes,
        boolean audit,
        @NotNull @Valid CandleConfig candles,
        @NotNull @Valid StreamConfig kafka,
        @NotNull @Valid SocketConfig ws) {
    /** The stores there are. */
    public enum Store {
        @JsonProperty("embedded")
        EMBEDDED,
        @JsonProperty("accumulo")
        ACCUMULO
    }

    Keep keep() {
        return new Keep(retention, maxBytes);
    }
}
