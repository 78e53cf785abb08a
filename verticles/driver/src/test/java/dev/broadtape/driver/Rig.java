package dev.broadtape.driver;

import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.broadtape.contract.Contract;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.ReadySymbols;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.contract.Recorded;
import dev.broadtape.kit.Events;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.client.WebClient;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus, a MongoDB-wire server, and the others that a driver meets: the receivers and ingest are the test's. */
final class Rig implements AutoCloseable {
    /** Every verticle and double gets an event loop of its own, so that one may be frozen. */
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(32));

    final WebClient http = WebClient.create(vertx);
    final DurableLog log = new DurableLog();
    final List<Ready> ready = new CopyOnWriteArrayList<>();
    final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    final List<DriverLedger> ledgers = new CopyOnWriteArrayList<>();
    final List<ReceiverDouble> receivers = new ArrayList<>();
    private MongoServer mongo = new MongoServer(new MemoryBackend());
    private final InetSocketAddress mongoAddress = mongo.bind();

    Rig() {
        Contract.READY_SYMBOLS
                .answerWith(vertx.eventBus(), q -> Future.succeededFuture(ReadySymbols.of(List.copyOf(ready))))
                .completion()
                .await();
        Contract.RECORD_EVENT
                .answerWith(vertx.eventBus(), this::record)
                .completion()
                .await();
        Contract.DRIVER_LEDGER
                .subscribe(vertx.eventBus(), ledgers::add)
                .completion()
                .await();
        receiver("receiver-1");
    }

    private Future<Recorded> record(DomainEvent event) {
        events.add(event);
        return Future.succeededFuture(Recorded.of(event.eventId()));
    }

    ReceiverDouble receiver(String name) {
        var receiver = ReceiverDouble.start(vertx, name, log);
        receivers.add(receiver);
        return receiver;
    }

    void add(String... symbols) {
        for (String symbol : symbols) {
            ready.add(new Ready(symbol, 1, 1_000_000, 1));
        }
    }

    /** The event that more symbols have data. */
    void tellReady() {
        var data = new EventData.DataThresholdReached(ready.size(), 5);
        Contract.EVENTS.publish(vertx.eventBus(), new Events(node("ingest-1", Clock.systemUTC()), "ingest").of(data));
    }

    static DriverConfig config(boolean autostart) {
        return new DriverConfig(
                Ports.free(),
                5,
                autostart,
                Duration.ofMillis(10),
                DriverConfig.Mode.RANDOM_WALK,
                42,
                Speed.parse("1"),
                8,
                Duration.ofMinutes(1));
    }

    /** A driver that starts the tape by itself. */
    DriverUnderTest driver(String name) {
        return driver(name, config(true), Clock.systemUTC());
    }

    DriverUnderTest driver(String name, DriverConfig config, Clock clock) {
        var tap = new Tap(vertx, mongoAddress.getPort());
        var store = new MongoConfig(false, 1, new Secret("mongodb://127.0.0.1:" + tap.port()), "test");
        var verticle = new DriverVerticle(node(name, clock), config, store, SecurityConfig.NONE);
        return new DriverUnderTest(this, vertx.deployVerticle(verticle).await(), config.port(), tap);
    }

    /** The MongoDB client of a driver that does nothing else. */
    Mongo mongo() {
        var store = new MongoConfig(false, 1, new Secret("mongodb://127.0.0.1:" + mongoAddress.getPort()), "test");
        return new Mongo(vertx, store);
    }

    static Node node(String name, Clock clock) {
        return new Node(name, "127.0.0.1", "0", clock, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    void stopMongo() {
        mongo.shutdownNow();
    }

    /** Another one at the same address, empty. */
    void startMongo() {
        mongo = new MongoServer(new MemoryBackend());
        mongo.bind(mongoAddress);
    }

    /** Until so many more ticks are durable. */
    void awaitTicks(int more) {
        int before = log.ticks().size();
        await().atMost(Duration.ofSeconds(20)).until(() -> log.ticks().size() >= before + more);
    }

    Optional<String> reasonOfLastStop() {
        return events.stream()
                .map(DomainEvent::data)
                .filter(EventData.StreamingStopped.class::isInstance)
                .map(EventData.StreamingStopped.class::cast)
                .map(EventData.StreamingStopped::reason)
                .reduce((earlier, later) -> later);
    }

    @Override
    public void close() {
        vertx.close().await();
        mongo.shutdownNow();
    }
}
