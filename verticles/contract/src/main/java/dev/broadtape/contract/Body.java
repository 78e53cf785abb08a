package dev.broadtape.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** How one message type stands on the bus: as JSON, or as the bytes of a tick frame. */
record Body<T>(Function<T, Object> write, Function<Object, T> read) {
    static final Body<TickFrame> FRAME = new Body<>(TickFrame::encode, body -> {
        if (body instanceof Buffer bytes) {
            return TickFrame.decode(bytes);
        }
        throw unexpected("the bytes of a tick frame", body);
    });

    static <T> Body<T> json(Class<T> type) {
        return new Body<>(Wire::toJson, body -> {
            if (body instanceof JsonObject json) {
                return Wire.fromJson(json, type);
            }
            throw unexpected("a JSON object", body);
        });
    }

    private static Fault unexpected(String expected, Object body) {
        return Fault.of(
                Fault.Kind.MALFORMED,
                "expected %s, not a %s".formatted(expected, body.getClass().getSimpleName()));
    }
}
