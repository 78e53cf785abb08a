package dev.broadtape.ingest.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Test
    void givesTheSameIdForTheSameWork() {
        assertThat(EventIds.of(1_619_000_000_000L, "job StockDataLoaded IBM"))
                .isEqualTo(EventIds.of(1_619_000_000_000L, "job StockDataLoaded IBM"))
                .isNotEqualTo(EventIds.of(1_619_000_000_000L, "job StockDataLoaded KO"));
    }

    @Test
    void isAVersion7IdOfThatTime() {
        UUID id = EventIds.of(1_619_000_000_000L, "anything");

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_619_000_000_000L);
    }
}
