package dev.broadtape.system.bench;

import io.vertx.core.Future;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/**
 * One client of {@code /ws/ticks}: from when each tick was due to when it has the message that shows it, or shows a newer one of its symbol. It
 * looks for two fields rather than read the JSON, so that a thousand of them leave the processor to what is measured.
 */
final class SocketLatency {
    private static final String SYMBOL = "{\"symbol\":\"";
    private static final String TIME = "\"timestamp\":\"";

    /** Ticks of one slice have the same time; for all clients, on whose threads it may be made twice. */
    private static volatile Map.Entry<String, Long> lastTime = Map.entry("", 0L);

    private final long intervalMicros;
    private final Map<String, Long> last = new HashMap<>();
    private final Recorder micros;
    private final LongAdder frames;

    /** One of many, which all count in {@code micros} and {@code frames}. */
    SocketLatency(long intervalMicros, Recorder micros, LongAdder frames) {
        this.intervalMicros = intervalMicros;
        this.micros = micros;
        this.frames = frames;
    }

    /** Done when it is connected; one that is {@code stalled} takes nothing then. */
    Future<?> connect(WebSocketClient client, int port, String symbols, boolean stalled) {
        ClientWebSocket socket = client.webSocket();
        socket.textMessageHandler(text -> hear(text, KafkaLatency.nowMicros()));
        return socket.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/ws/ticks?symbols=" + symbols))
                .onSuccess(connected -> {
                    if (stalled) {
                        socket.pause();
                    }
                });
    }

    private void hear(String text, long now) {
        if (!text.startsWith("{\"type\":\"ticks\"")) {
            return;
        }
        frames.increment();
        for (int at = text.indexOf(SYMBOL); at >= 0; at = text.indexOf(SYMBOL, at + 1)) {
            String symbol = quoted(text, at + SYMBOL.length());
            hearTick(symbol, time(quoted(text, text.indexOf(TIME, at) + TIME.length())), now);
        }
    }

    private static String quoted(String text, int from) {
        return text.substring(from, text.indexOf('"', from));
    }

    private static long time(String iso) {
        Map.Entry<String, Long> known = lastTime;
        if (!known.getKey().equals(iso)) {
            known = Map.entry(iso, KafkaLatency.micros(iso));
            lastTime = known;
        }
        return known.getValue();
    }

    private void hearTick(String symbol, long newest, long now) {
        Long before = last.put(symbol, newest);
        for (long due = before == null ? newest : before + intervalMicros; due <= newest; due += intervalMicros) {
            micros.recordValue(Math.max(0, now - due));
        }
    }
}
