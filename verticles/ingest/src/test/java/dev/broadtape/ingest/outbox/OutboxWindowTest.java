package dev.broadtape.ingest.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxWindowTest {
    private final OutboxWindow window = new OutboxWindow();

    @Test
    void needsToBeFilledBeforeItIsOfUse() {
        window.add(1, event());

        assertThat(window.needsFilling()).isTrue();
        assertThat(window.oldest(10)).isEmpty();
    }

    @Test
    void isCompleteOnceEverythingWasFound() {
        fill(true);
        DomainEvent late = event();
        DomainEvent early = event();
        window.add(7, late);
        window.add(5, early);

        assertThat(window.needsFilling()).isFalse();
        assertThat(window.oldest(10)).containsExactly(early, late);
    }

    @Test
    void isFilledAgainWhenAnEventCameDuringTheSearch() {
        window.beginFilling();
        window.add(1, event());
        window.fill(new TreeMap<>(), true);

        assertThat(window.needsFilling()).isTrue();
    }

    @Test
    void leavesInTheStoreWhatItHasNoRoomFor() {
        fill(true);
        for (long at = 1; at <= OutboxWindow.CAPACITY + 1; at++) {
            window.add(at, event());
        }
        List<DomainEvent> held = window.oldest(Integer.MAX_VALUE);
        assertThat(held).hasSize(OutboxWindow.CAPACITY);

        window.remove(held.stream().map(DomainEvent::eventId).toList());
        assertThat(window.needsFilling()).isTrue();
    }

    private void fill(boolean all) {
        window.beginFilling();
        window.fill(new TreeMap<>(), all);
    }

    private static DomainEvent event() {
        return DomainEvent.of(
                UUID.randomUUID(),
                "test",
                Instant.EPOCH,
                "0".repeat(32),
                Optional.empty(),
                new EventData.CompanyInfoUpdated("IBM", "IBM", "test"));
    }
}
