package dev.broadtape.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.EventData.BatchDataCompleted;
import dev.broadtape.contract.EventData.CompanyInfoUpdated;
import dev.broadtape.contract.EventData.DataThresholdReached;
import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.EventData.HealthCheck;
import dev.broadtape.contract.EventData.StockDataLoaded;
import dev.broadtape.contract.EventData.StreamingReady;
import dev.broadtape.contract.EventData.StreamingStarted;
import dev.broadtape.contract.EventData.StreamingStopped;
import dev.broadtape.contract.EventData.SystemStatusUpdate;
import dev.broadtape.contract.EventData.TickGenerated;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DomainEventTest {
    private static final UUID ID = UUID.fromString("01936d2f-0000-7000-8000-000000000001");
    private static final Instant TIME = Instant.parse("2026-11-24T09:30:00.123Z");

    @Property(tries = 300)
    void comesBackFromJsonAsItWas(@ForAll("events") DomainEvent event) {
        assertThat(Wire.decode(Wire.encode(event), DomainEvent.class)).isEqualTo(event);
    }

    @Example
    void everyTypeHasDataOfItsOwn() {
        assertThat(EventType.values()).extracting(EventType::data).doesNotHaveDuplicates();
        assertThat(data("AAPL", 5)).extracting(EventType::of).containsExactlyInAnyOrder(EventType.values());
    }

    @Example
    void readsAsThePageSays() {
        JsonObject json = Wire.toJson(event(new StockDataLoaded("IBM", 100, TIME, TIME, "history"), Optional.empty()));

        assertThat(json.getString("eventType")).isEqualTo("stock_data_loaded");
        assertThat(json.getString("occurredAt")).isEqualTo("2026-11-24T09:30:00.123Z");
        assertThat(json.containsKey("causationId")).isFalse();
        assertThat(json.getJsonObject("data").getString("symbol")).isEqualTo("IBM");
    }

    @Example
    void refusesWhatIsNoEnvelope() {
        for (String text : List.of("", "{", "[]", "{}", "{\"eventType\":\"no_such_type\"}", "null")) {
            Fault fault = catchThrowableOfType(Fault.class, () -> Wire.decode(Buffer.buffer(text), DomainEvent.class));
            assertThat(fault).as(text).isNotNull();
        }
    }

    @Provide
    Arbitrary<DomainEvent> events() {
        Arbitrary<EventData> data = Combinators.combine(Arbitraries.strings().ofMaxLength(20), Arbitraries.integers())
                .as(DomainEventTest::data)
                .flatMap(Arbitraries::of);
        Arbitrary<Optional<UUID>> causes = Arbitraries.of(Optional.of(ID), Optional.empty());
        return Combinators.combine(data, causes).as(DomainEventTest::event);
    }

    private static DomainEvent event(EventData data, Optional<UUID> cause) {
        return DomainEvent.of(ID, "ingest", TIME, "0af7651916cd43dd8448eb211c80319c", cause, data);
    }

    private static List<EventData> data(String text, int number) {
        return List.of(
                new StockDataLoaded(text, number, TIME, TIME, text),
                new CompanyInfoUpdated(text, text, text),
                new BatchDataCompleted(text, number, number, List.of(text)),
                new DataThresholdReached(number, number),
                new StreamingReady(number, number),
                new StreamingStarted(ID, number, TickSource.RANDOM_WALK, number, number),
                new StreamingStopped(ID, text, Map.of(0, (long) number)),
                new TickGenerated(new Tick(ID, 1, 2, TickSource.LIVE, text, 3, 4, 5, 6, 7, number)),
                new SystemStatusUpdate(text, text, Map.of("ticks", (long) number)),
                new HealthCheck(text, text, text, number > 0, text),
                new ErrorOccurred(text, text, Optional.of(text)));
    }
}
