package dev.broadtape.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Every domain event that we tell, with the shape of its data. */
public enum EventType {
    STOCK_DATA_LOADED(EventData.StockDataLoaded.class),
    COMPANY_INFO_UPDATED(EventData.CompanyInfoUpdated.class),
    BATCH_DATA_COMPLETED(EventData.BatchDataCompleted.class),
    DATA_THRESHOLD_REACHED(EventData.DataThresholdReached.class),
    STREAMING_READY(EventData.StreamingReady.class),
    STREAMING_STARTED(EventData.StreamingStarted.class),
    STREAMING_STOPPED(EventData.StreamingStopped.class),
    TICK_GENERATED(EventData.TickGenerated.class),
    SYSTEM_STATUS_UPDATE(EventData.SystemStatusUpdate.class),
    HEALTH_CHECK(EventData.HealthCheck.class),
    ERROR_OCCURRED(EventData.ErrorOccurred.class);

    private final Class<? extends EventData> data;

    EventType(Class<? extends EventData> data) {
        this.data = data;
    }

    Class<? extends EventData> data() {
        return data;
    }

    static EventType of(EventData data) {
        return Arrays.stream(values())
                .filter(type -> type.data.isInstance(data))
                .findFirst()
                .orElseThrow();
    }

    /** As on the wire: {@code stock_data_loaded}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name.
     *
     * @throws Fault INVALID when there is no such type
     */
    @JsonCreator
    public static EventType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> Fault.invalid("there is no event type '%s'".formatted(wireName)));
    }
}
