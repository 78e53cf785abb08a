package dev.broadtape.receiver;

import dev.broadtape.kit.Causes;
import dev.broadtape.receiver.kafka.ConsumerLags;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code broadtape_receiver_kafka_consumer_lag}: one figure for each consumer group of the tick topic. For one context. */
final class LagWatch {
    private static final Logger log = LoggerFactory.getLogger(LagWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final ConsumerLags lags;
    private final Desk desk;
    private final MultiGauge gauge;

    LagWatch(Vertx vertx, ConsumerLags lags, MeterRegistry metrics) {
        this.vertx = vertx;
        this.lags = lags;
        this.desk = new Desk(vertx, "consumer lags", 1, 1);
        this.gauge = MultiGauge.builder("broadtape.receiver.kafka.consumer.lag")
                .description("offsets of the tick topic that a consumer group has still to read")
                .register(metrics);
    }

    void open() {
        look();
        vertx.setPeriodic(EVERY.toMillis(), id -> look());
    }

    /** What cannot be read has no figure, rather than an old one. */
    private void look() {
        desk.run(lags::read).onSuccess(this::tell).onFailure(thrown -> {
            log.debug("no consumer lags: {}", Causes.text(thrown));
            tell(Map.of());
        });
    }

    private void tell(Map<String, Long> byGroup) {
        gauge.register(
                byGroup.entrySet().stream()
                        .map(lag -> MultiGauge.Row.of(Tags.of("group", lag.getKey()), lag.getValue()))
                        .toList(),
                true);
    }

    Future<Void> close() {
        return desk.close();
    }
}
