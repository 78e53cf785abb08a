package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

class ParcelsTest {
    @Test
    void theMessageIsTheEnvelopeAndTheAttributesAreToFilterBy() {
        DomainEvent event = Fixtures.about("AAPL");

        PublishBatchRequestEntry entry = Parcels.entry(Letter.of(event));

        assertThat(entry.id()).isEqualTo(event.eventId().toString());
        assertThat(Wire.decode(Buffer.buffer(entry.message()), DomainEvent.class))
                .isEqualTo(event);
        assertThat(texts(entry))
                .containsOnly(
                        Map.entry("EventType", "company_info_updated"),
                        Map.entry("EventSource", "ingest"),
                        Map.entry("Symbol", "AAPL"));
    }

    @Test
    void anEventThatIsAboutNoSymbolHasNoSuchAttribute() {
        var entry = Parcels.entry(Letter.of(Fixtures.event(new EventData.StreamingReady(5, 5))));

        assertThat(texts(entry)).containsOnlyKeys("EventType", "EventSource");
    }

    @Test
    void packsTenToARequestInTheirOrder() {
        List<Letter> letters = IntStream.range(0, 23)
                .mapToObj(i -> Letter.of(Fixtures.about("S" + i)))
                .toList();

        List<List<Letter>> parcels = Parcels.pack(letters);

        assertThat(parcels).extracting(List::size).containsExactly(10, 10, 3);
        assertThat(parcels.stream().flatMap(List::stream)).containsExactlyElementsOf(letters);
    }

    @Test
    void packsNoMoreThan256KiBIntoARequest() {
        List<Letter> letters = IntStream.range(0, 5)
                .mapToObj(i -> Letter.of(Fixtures.ofSize(100 * 1024)))
                .toList();

        assertThat(Parcels.pack(letters)).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void countsTheAttributesToo() {
        int rest = Letter.of(Fixtures.ofSize(0)).json().length();
        // EventType, EventSource and their values, and twice the type String.
        int attributes = "EventTypeStringerror_occurredEventSourceStringingest".length();
        int room = Parcels.MAX_BYTES - rest - attributes;

        assertThat(Parcels.fits(Letter.of(Fixtures.ofSize(room)))).isTrue();
        assertThat(Parcels.fits(Letter.of(Fixtures.ofSize(room + 1)))).isFalse();
    }

    @Test
    void packsNothingIntoNothing() {
        assertThat(Parcels.pack(List.of())).isEmpty();
    }

    private static Map<String, String> texts(PublishBatchRequestEntry entry) {
        return entry.messageAttributes().entrySet().stream()
                .peek(attribute -> assertThat(attribute.getValue().dataType()).isEqualTo("String"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().stringValue()));
    }
}
