package dev.broadtape.receiver;

import dev.broadtape.kit.openapi.Api;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code GET /api/v1/stream/performance}: how fast this receiver is, as measured; percentiles are of the last minutes. */
final class PerformanceRoute {
    private static final int DECIMALS = 3;

    private final Figures figures;
    private final Lanes lanes;
    private final MeterRegistry metrics;

    PerformanceRoute(Figures figures, Lanes lanes, MeterRegistry metrics) {
        this.figures = figures;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    void addTo(Api api) {
        api.on("performance", this::answer);
    }

    private void answer(RoutingContext request) {
        Runtime runtime = Runtime.getRuntime();
        request.json(new JsonObject()
                .put("ticks_per_second", figures.ticksPerSecond())
                .put("lag_millis", figures.lagMillis())
                .put("pending_frames", lanes.pendingFrames())
                .put("refused_frames", figures.refusedFrames())
                .put("store_write", timer(GroupCommit.WRITES))
                .put("store_read", timer(Archive.READS))
                .put("kafka_commit", timer(GroupCommit.COMMITS))
                .put("heap_used_bytes", runtime.totalMemory() - runtime.freeMemory())
                .put("heap_max_bytes", runtime.maxMemory())
                .put("uptime_seconds", figures.uptimeSeconds()));
    }

    private JsonObject timer(String name) {
        var json = new JsonObject().put("count", 0);
        Optional.ofNullable(metrics.find(name).timer()).ifPresent(timer -> fill(json, timer));
        return json;
    }

    private static void fill(JsonObject json, Timer timer) {
        var measured = timer.takeSnapshot();
        json.put("count", measured.count())
                .put("mean_millis", rounded(measured.mean(TimeUnit.MILLISECONDS)))
                .put("max_millis", rounded(measured.max(TimeUnit.MILLISECONDS)));
        for (ValueAtPercentile value : measured.percentileValues()) {
            json.put("p%.0f_millis".formatted(100 * value.percentile()), rounded(value.value(TimeUnit.MILLISECONDS)));
        }
    }

    private static BigDecimal rounded(double millis) {
        return BigDecimal.valueOf(millis).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
