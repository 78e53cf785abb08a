package dev.broadtape.bridge;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.kit.Events;
import dev.broadtape.kit.Node;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the tests of this module share. */
final class Fixtures {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String DELIVER_TO = "http://127.0.0.1:8000/sns";

    private Fixtures() {}

    static Node node() {
        return new Node(
                "bridge-1",
                "127.0.0.1",
                "0.1.0",
                Clock.systemUTC(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    static BridgeConfig config() {
        return config(Optional.empty(), Optional.empty());
    }

    static BridgeConfig config(Optional<String> topicArn, Optional<String> endpoint) {
        return config(topicArn, endpoint, DELIVER_TO, BridgeConfig.Only.EVERYTHING);
    }

    static BridgeConfig config(
            Optional<String> topicArn, Optional<String> endpoint, String deliverTo, BridgeConfig.Only only) {
        return new BridgeConfig(
                new BridgeConfig.Sns("stock-data-events", topicArn, endpoint, "us-east-1", deliverTo, only),
                new BridgeConfig.Kafka("system-events"));
    }

    /** An event about a symbol. */
    static DomainEvent about(String symbol) {
        return event(new EventData.CompanyInfoUpdated(symbol, symbol + " Inc.", "history"));
    }

    static DomainEvent event(EventData data) {
        return new Events(node(), "ingest").of(data);
    }

    /** An event whose envelope is a little longer than {@code bytes}. */
    static DomainEvent ofSize(int bytes) {
        return event(new EventData.ErrorOccurred("ingest", "x".repeat(bytes), Optional.empty()));
    }

    /** What {@code future} brings, or what it fails with. */
    static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing within " + PATIENCE, e);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
