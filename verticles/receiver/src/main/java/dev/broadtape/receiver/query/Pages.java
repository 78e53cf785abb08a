package dev.broadtape.receiver.query;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.kafka.TickBytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Ticks as JSON, written without a tree in between. */
public final class Pages {
    private Pages() {}

    /**
     * A list of ticks.
     *
     * @param symbol that was asked for
     * @param next the cursor of the next page, if there is one
     */
    public static Buffer of(Optional<String> symbol, List<Tick> ticks, Optional<String> next) {
        var json = new TickBytes();
        Buffer page = Buffer.buffer("{");
        symbol.ifPresent(name -> page.appendString("\"symbol\":\"%s\",".formatted(name)));
        page.appendString("\"ticks\":[");
        String separator = "";
        for (Tick tick : ticks) {
            page.appendString(separator).appendBytes(json.encode(tick));
            separator = ",";
        }
        page.appendString("],\"count\":%d".formatted(ticks.size()));
        next.ifPresent(cursor -> page.appendString(",\"next\":\"%s\"".formatted(cursor)));
        return page.appendString("}");
    }

    static Buffer of(Tick tick) {
        return Buffer.buffer(new TickBytes().encode(tick));
    }

    public static void respond(RoutingContext request, Buffer json) {
        request.response().putHeader("Content-Type", "application/json").end(json);
    }
}
