package dev.broadtape.kit;

import static dev.broadtape.contract.Contract.STATUS;

import dev.broadtape.contract.EventData;
import dev.broadtape.contract.TierStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a verticle says of itself: its readiness and its figures. They go to the bus each second, to the
 * domain events each minute, and to {@code /metrics} whenever it is asked.
 */
public final class Tier {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration EVENT_BEAT = Duration.ofMinutes(1);

    private final String name;
    private final Node node;
    private final int port;
    private final Readiness readiness = new Readiness();
    private final Map<String, LongSupplier> figures = new LinkedHashMap<>();

    /**
     * A tier of this node.
     *
     * @param port of its HTTP API, 0 if it has none
     */
    public Tier(String name, Node node, int port) {
        this.name = name;
        this.node = node;
        this.port = port;
    }

    public String name() {
        return name;
    }

    public Node node() {
        return node;
    }

    public int port() {
        return port;
    }

    public Readiness readiness() {
        return readiness;
    }

    /**
     * Adds a figure to the tier's status and its metrics. Call it while starting.
     *
     * @param figure its name; one that ends in {@code Total} only grows and is a counter
     */
    public Tier figure(String figure, String description, LongSupplier value) {
        figures.put(figure, value);
        String meter = "broadtape." + name + "." + dotted(figure);
        if (figure.endsWith("Total")) {
            FunctionCounter.builder(meter, value, LongSupplier::getAsLong)
                    .description(description)
                    .register(node.metrics());
        } else {
            Gauge.builder(meter, value, LongSupplier::getAsLong)
                    .description(description)
                    .register(node.metrics());
        }
        return this;
    }

    private static String dotted(String camel) {
        return camel.replaceAll("([A-Z])", ".$1").toLowerCase(Locale.ROOT);
    }

    /** Starts to speak. {@code announce} takes the domain events: an {@link Announcer} or an outbox. */
    public void beat(Vertx vertx, Consumer<EventData> announce) {
        readiness.onChange(check -> announce.accept(
                new EventData.HealthCheck(name, node.name(), check.name(), check.ok(), check.detail())));
        vertx.setPeriodic(BEAT.toMillis(), id -> STATUS.publish(vertx.eventBus(), status()));
        vertx.setPeriodic(
                EVENT_BEAT.toMillis(),
                id -> announce.accept(new EventData.SystemStatusUpdate(name, node.name(), values())));
    }

    public TierStatus status() {
        String url = port == 0 ? "" : "http://%s:%d".formatted(node.host(), port);
        return new TierStatus(
                TierStatus.VERSION, name, node.name(), url, node.clock().instant(), readiness.checks(), values());
    }

    private Map<String, Long> values() {
        var values = new LinkedHashMap<String, Long>();
        figures.forEach((figure, value) -> values.put(figure, value.getAsLong()));
        return values;
    }
}
