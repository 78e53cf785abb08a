package dev.broadtape.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records to JSON and back. Instants are ISO-8601 text; unknown fields are passed over, so a newer peer may add some. */
public final class Wire {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    private Wire() {}

    /** The mapper itself, for a caller with a tree in its hands. It is shared: do not configure it. */
    public static ObjectMapper mapper() {
        return JSON;
    }

    public static Buffer encode(Object message) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + message, e);
        }
    }

    public static JsonObject toJson(Object message) {
        return new JsonObject(encode(message));
    }

    public static <T> T fromJson(JsonObject json, Class<T> type) {
        return decode(json.toBuffer(), type);
    }

    /**
     * Reads one message.
     *
     * @throws Fault MALFORMED when the bytes are not the JSON of a {@code type}
     */
    public static <T> T decode(Buffer json, Class<T> type) {
        try {
            T message = JSON.readValue(json.getBytes(), type);
            if (message == null) {
                throw Fault.of(Fault.Kind.MALFORMED, type.getSimpleName() + ": null");
            }
            return message;
        } catch (JsonProcessingException e) {
            throw Fault.of(Fault.Kind.MALFORMED, type.getSimpleName() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
