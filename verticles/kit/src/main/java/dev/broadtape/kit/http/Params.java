package dev.broadtape.kit.http;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Symbols;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Reads and checks what a request carries. Each method throws a {@link BadField} or a {@link Fault}. */
public final class Params {
    private Params() {}

    /** The {@code symbol} of the path, as it is written properly. */
    public static String symbol(RoutingContext request) {
        return symbol("symbol", String.valueOf(request.pathParam("symbol")));
    }

    public static String symbol(String field, String text) {
        try {
            return Symbols.parse(text);
        } catch (Fault e) {
            throw new BadField(field, String.valueOf(e.getMessage()));
        }
    }

    /** A query parameter that may be absent. */
    public static Optional<String> query(RoutingContext request, String name) {
        return request.queryParam(name).stream().findFirst();
    }

    /** The query parameter {@code limit}: 1 to {@code max}. */
    public static int limit(RoutingContext request, int otherwise, int max) {
        return query(request, "limit").map(text -> whole("limit", text, max)).orElse(otherwise);
    }

    private static int whole(String field, String text, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new BadField(field, "must be a whole number from 1 to %d, not '%s'".formatted(max, text));
    }

    /** The body as a JSON object. */
    public static JsonObject body(RoutingContext request) {
        try {
            JsonObject body = request.body().asJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException | ClassCastException e) {
            throw Fault.of(Fault.Kind.MALFORMED, "the body is not a JSON object");
        }
        throw Fault.of(Fault.Kind.MALFORMED, "the body is empty; a JSON object was expected");
    }
}
