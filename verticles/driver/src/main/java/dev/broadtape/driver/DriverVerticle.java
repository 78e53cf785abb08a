package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.ReadySymbols;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Rate;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns bars into time: starts the tape when enough symbols have data, and keeps it running. Of several drivers one does, and
 * another takes over when that one is gone.
 *
 * <p>Domain events tell it that symbols are ready; every ten seconds it asks all the same, so a lost event costs a delay and
 * nothing else.
 */
public final class DriverVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(DriverVerticle.class);
    private static final Duration RECONCILE = Duration.ofSeconds(10);
    private static final Duration SAMPLE = Duration.ofSeconds(10);
    private static final long SECOND_MILLIS = 1_000;

    private final Node node;
    private final DriverConfig config;
    private final MongoConfig mongoConfig;
    private final SecurityConfig security;
    private final Tier tier;
    private final Rate rate = new Rate();
    private int readySymbols;
    private Mongo mongo;
    private Store store;
    private Driver driver;
    private Figures figures;
    private Announcer announcer;

    @SuppressWarnings("NullAway.Init") // start() sets what needs the Vertx.
    public DriverVerticle(Node node, DriverConfig config, MongoConfig mongo, SecurityConfig security) {
        this.node = node;
        this.config = config;
        this.mongoConfig = mongo;
        this.security = security;
        this.tier = new Tier("driver", node, config.port());
    }

    @Override
    public Future<?> start() {
        announcer = new Announcer(vertx, node, "driver");
        mongo = new Mongo(vertx, mongoConfig);
        store = Store.in(mongo);
        driver = new Driver(vertx, node, config, store, announcer::announce);
        figures = new Figures(driver, rate);
        figures.addTo(tier);
        watch();
        keepTime();
        return listen().compose(v -> subscribe()).compose(v -> driver.start(this::reconcileNow));
    }

    private void watch() {
        tier.readiness().watch(vertx, "mongodb", mongo::ping);
        tier.readiness().watch(vertx, "lease", () -> driver.lease().health());
        tier.readiness().watch(vertx, "ingest", this::reconcile);
        tier.beat(vertx, announcer::announce);
    }

    private void keepTime() {
        vertx.setPeriodic(SECOND_MILLIS, id -> rate.sample(node.nowMicros(), figures.sum(Count::acknowledged)));
        vertx.setPeriodic(SECOND_MILLIS, id -> driver.publishLedger());
        vertx.setPeriodic(
                SAMPLE.toMillis(),
                id -> driver.tape()
                        .flatMap(Tape::sample)
                        .map(EventData.TickGenerated::new)
                        .ifPresent(announcer::announce));
    }

    private Future<?> listen() {
        var server = new TierServer(vertx, tier).describe("/status", "/api/v1/runs", "/health", "/metrics");
        new StatusRoute(driver, config, rate, () -> readySymbols).addTo(server.router());
        new RunRoutes(store.runs()).addTo(server.router());
        new ControlRoutes(driver, this::askReady).addTo(server.router(), new OperatorHandler(security, node.host()));
        return server.listen();
    }

    private Future<?> subscribe() {
        Set<Class<?>> telling = Set.of(
                EventData.StockDataLoaded.class,
                EventData.BatchDataCompleted.class,
                EventData.DataThresholdReached.class);
        vertx.setPeriodic(RECONCILE.toMillis(), id -> reconcileNow());
        return Contract.EVENTS
                .subscribe(vertx.eventBus(), (DomainEvent event) -> {
                    if (telling.contains(event.data().getClass())) {
                        reconcileNow();
                    }
                })
                .completion();
    }

    private void reconcileNow() {
        reconcile()
                .onFailure(thrown -> log.debug("ingest does not say which symbols are ready: {}", thrown.toString()));
    }

    /** Asks which symbols are ready and acts on it. */
    private Future<?> reconcile() {
        return askReady().onSuccess(answer -> {
            readySymbols = answer.symbols().size();
            driver.act(answer.symbols());
        });
    }

    private Future<ReadySymbols> askReady() {
        return Contract.READY_SYMBOLS.ask(vertx.eventBus(), ReadySymbols.Request.current());
    }

    @Override
    public Future<?> stop() {
        return driver.stop().eventually(mongo::close);
    }
}
