package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.ReadySymbols;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Retry;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns bars into time: starts the tape when enough symbols have data, and keeps it running.
 *
 * <p>Domain events tell it that symbols are ready; every ten seconds it asks all the same, so a lost event costs a delay and
 * nothing else.
 */
public final class DriverVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(DriverVerticle.class);
    private static final Duration RECONCILE = Duration.ofSeconds(10);
    private static final Duration SAMPLE = Duration.ofSeconds(10);

    private final Node node;
    private final DriverConfig config;
    private final MongoConfig mongo;
    private final SecurityConfig security;
    private final Tier tier;
    private final Rate rate = new Rate();
    private int readySymbols;
    private boolean reconciling;
    private boolean storedRunKnown;
    private Runs runs;
    private Tape tape;
    private Announcer announcer;

    @SuppressWarnings("NullAway.Init") // start() sets what needs the Vertx.
    public DriverVerticle(Node node, DriverConfig config, MongoConfig mongo, SecurityConfig security) {
        this.node = node;
        this.config = config;
        this.mongo = mongo;
        this.security = security;
        this.tier = new Tier("driver", node, config.port());
    }

    @Override
    public Future<?> start() {
        announcer = new Announcer(vertx, node, "driver");
        runs = new Runs(vertx, mongo);
        tape = new Tape(vertx, node, config, runs, announcer::announce);
        watch();
        keepTime();
        takeUp();
        return listen().compose(v -> subscribe());
    }

    private void watch() {
        tier.figure("symbols", "symbols on the tape", () -> tape.symbols().size())
                .figure(
                        "ticksGenerated",
                        "ticks sent, by their highest sequences",
                        () -> tape.sum(PartitionSender::generated))
                .figure(
                        "ticksAcknowledged",
                        "ticks that the receiver has made durable",
                        () -> tape.sum(PartitionSender::acknowledged))
                .figure("framesInFlight", "frames not yet acknowledged", () -> tape.sum(PartitionSender::inFlight))
                .figure("lagMillis", "how long the next slice has been due", () -> tape.lagMicros() / 1_000)
                .figure("ticksPerSecond", "ticks acknowledged in the last second", rate::perSecond);
        tier.readiness().watch(vertx, "mongodb", runs::ping);
        tier.readiness().watch(vertx, "ingest", this::reconcile);
        tier.beat(vertx, announcer::announce);
    }

    private void keepTime() {
        vertx.setPeriodic(config.tickInterval().toMillis(), id -> tape.beat());
        vertx.setPeriodic(1_000, id -> rate.mark(tape.sum(PartitionSender::acknowledged)));
        vertx.setPeriodic(SAMPLE.toMillis(), id -> tape.sample().ifPresent(announcer::announce));
    }

    private void takeUp() {
        new Retry(vertx, "reading the active run")
                .untilDone(tape::resumeStored)
                .onSuccess(v -> storedRunKnown = true)
                .onSuccess(v -> reconcileNow());
    }

    private Future<?> listen() {
        var server = new TierServer(vertx, tier).describe("/status", "/api/v1/runs", "/health", "/metrics");
        new DriverRoutes(node, tape, runs, config, rate, () -> readySymbols).addTo(server.router(), security);
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
        return Contract.READY_SYMBOLS
                .ask(vertx.eventBus(), ReadySymbols.Request.current())
                .onSuccess(answer -> act(answer.symbols()));
    }

    private void act(List<Ready> ready) {
        readySymbols = ready.size();
        if (reconciling || !storedRunKnown) {
            return;
        }
        Set<String> playing = tape.symbols();
        List<Ready> fresh = ready.stream()
                .filter(symbol -> !playing.contains(symbol.symbol()))
                .toList();
        if (tape.run().isEmpty() && ready.size() >= config.threshold()) {
            announcer.announce(new EventData.StreamingReady(ready.size(), config.threshold()));
            change(tape.begin(ready));
        } else if (!fresh.isEmpty() && tape.streaming()) {
            change(tape.join(fresh));
        }
    }

    private void change(Future<Void> change) {
        reconciling = true;
        change.onFailure(thrown -> log.warn("the tape stays as it is: {}", Causes.text(thrown)))
                .onComplete(v -> reconciling = false);
    }

    @Override
    public Future<?> stop() {
        tape.close();
        return runs.close();
    }
}
