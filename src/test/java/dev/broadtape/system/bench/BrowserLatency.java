package dev.broadtape.system.bench;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;

/**
 * From when each tick was due to when a client of the dashboard's bridge has the frame that shows it, or shows a newer one of its symbol:
 * those that were conflated count as well, each from its own place in the schedule.
 */
final class BrowserLatency implements WebSocket.Listener, AutoCloseable {
    private static final int PING_SECONDS = 5;

    private final long intervalMicros;
    private final Recorder micros = new Recorder(3);
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Long> last = new HashMap<>();
    private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor();
    private final WebSocket socket;

    /** Listens to the frames of the dashboard at this port; ticks of a symbol are {@code intervalMicros} apart. */
    BrowserLatency(int port, long intervalMicros) {
        this.intervalMicros = intervalMicros;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:%d/eventbus/websocket".formatted(port)), this)
                .join();
        send(new JsonObject().put("type", "register").put("address", "dashboard.frames"));
        var unused = pings.scheduleAtFixedRate(
                () -> send(new JsonObject().put("type", "ping")), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    private void send(JsonObject message) {
        socket.sendText(message.encode(), true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
        text.append(part);
        if (whole) {
            long now = KafkaLatency.nowMicros();
            hear(new JsonObject(text.toString()), now);
            text.setLength(0);
        }
        return WebSocket.Listener.super.onText(from, part, whole);
    }

    private void hear(JsonObject message, long now) {
        if ("dashboard.frames".equals(message.getString("address"))) {
            message.getJsonObject("body").getJsonArray("quotes").forEach(quote -> hearQuote((JsonObject) quote, now));
        }
    }

    private void hearQuote(JsonObject quote, long now) {
        long newest = KafkaLatency.micros(quote.getString("time"));
        Long before = last.put(quote.getString("symbol"), newest);
        long first = before == null ? newest : before + intervalMicros;
        for (long due = first; due <= newest; due += intervalMicros) {
            micros.recordValue(Math.max(0, now - due));
        }
    }

    /** What came since the last call. */
    Latencies take() {
        return new Latencies(micros.getIntervalHistogram());
    }

    @Override
    public void close() {
        pings.shutdownNow();
        socket.abort();
    }
}
