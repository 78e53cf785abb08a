package dev.broadtape.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The envelope of every domain event, the same on the bus, over SNS, on Kafka and in the store.
 *
 * @param eventId a UUIDv7; whoever listens forgets one that it has seen
 * @param eventSource the verticle that tells it
 * @param version of the shape of {@code data}, from 1
 * @param occurredAt when it happened, which is not when it is told
 * @param traceId joins everything that one request set off
 * @param causationId the eventId that this one answers to
 */
public record DomainEvent(
        UUID eventId,
        EventType eventType,
        String eventSource,
        int version,
        Instant occurredAt,
        String traceId,
        Optional<UUID> causationId,
        EventData data) {
    public static final int VERSION = 1;

    public DomainEvent {
        if (!eventType.data().isInstance(data)) {
            throw Fault.invalid("the data of %s is no %s".formatted(eventType.wireName(), data));
        }
    }

    /** An event of the type that {@code data} belongs to. */
    public static DomainEvent of(
            UUID eventId,
            String source,
            Instant occurredAt,
            String traceId,
            Optional<UUID> causationId,
            EventData data) {
        return new DomainEvent(eventId, EventType.of(data), source, VERSION, occurredAt, traceId, causationId, data);
    }

    /** For Jackson: the type says which record the data is. */
    @JsonCreator
    static DomainEvent read(
            @JsonProperty("eventId") UUID eventId,
            @JsonProperty("eventType") EventType eventType,
            @JsonProperty("eventSource") String eventSource,
            @JsonProperty("version") int version,
            @JsonProperty("occurredAt") Instant occurredAt,
            @JsonProperty("traceId") String traceId,
            @JsonProperty("causationId") Optional<UUID> causationId,
            @JsonProperty("data") JsonNode data)
            throws JsonProcessingException {
        EventData typed = Wire.mapper().treeToValue(data, eventType.data());
        return new DomainEvent(eventId, eventType, eventSource, version, occurredAt, traceId, causationId, typed);
    }
}
