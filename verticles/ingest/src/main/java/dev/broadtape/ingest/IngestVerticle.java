package dev.broadtape.ingest;

import static dev.broadtape.contract.Contract.READY_SYMBOLS;
import static dev.broadtape.contract.Contract.RECORD_EVENT;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Recorded;
import dev.broadtape.ingest.outbox.SnsCounts;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.http.AnswerCache;
import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.TierServer;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.kit.openapi.ApiContract;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.util.Optional;

/** Brings market data in, keeps it, and holds the outbox of all verticles. */
public final class IngestVerticle extends VerticleBase {
    private static final String CONTRACT = "openapi/ingest.yaml";
    private static final String[] LINKS = {
        "/docs", "/openapi.json", "/status", "/symbols", "/jobs", "/api/v1/stocks", "/fetch-logs", "/health", "/metrics"
    };

    private final Node node;
    private final Assembly.Settings settings;
    private Optional<Assembly> running = Optional.empty();

    /**
     * The ingest tier of this node.
     *
     * @param threshold how many symbols with data a tape needs, which is {@code driver.threshold}
     */
    public IngestVerticle(
            Node node,
            IngestConfig config,
            int threshold,
            MongoConfig mongo,
            RedisConfig redis,
            SecurityConfig security) {
        this.node = node;
        this.settings = new Assembly.Settings(config, threshold, mongo, redis, security);
    }

    @Override
    public Future<?> start() {
        Assembly ingest = new Assembly(vertx, node, settings);
        running = Optional.of(ingest);
        measure(ingest);
        ingest.start(vertx);
        return answer(ingest).compose(v -> serve(ingest));
    }

    @Override
    public Future<?> stop() {
        return running.map(Assembly::stop).orElseGet(Future::succeededFuture);
    }

    private static void measure(Assembly ingest) {
        ingest.tier
                .figure("symbolsReady", "symbols with data", ingest.board::ready)
                .figure("bars", "daily bars in the store", ingest.board::bars)
                .figure("jobsOpen", "fetch jobs that are not over", ingest.jobs::open)
                .figure("jobSymbols", "symbols of the job that is done here now", ingest.jobs::symbols)
                .figure("jobSymbolsDone", "symbols of that job which are through", ingest.jobs::symbolsDone)
                .figure("eventsUnsent", "events in the outbox that were not delivered yet", ingest.outbox::unsent);
    }

    private Future<?> answer(Assembly ingest) {
        EventBus bus = vertx.eventBus();
        return Future.all(
                RECORD_EVENT.answerWith(bus, event -> record(ingest, event)).completion(),
                READY_SYMBOLS
                        .answerWith(bus, question -> Future.succeededFuture(ingest.board.readySymbols()))
                        .completion());
    }

    private static Future<Recorded> record(Assembly ingest, DomainEvent event) {
        ingest.storeLink.require();
        return ingest.outbox.record(event);
    }

    private Future<?> serve(Assembly ingest) {
        return ApiContract.load(vertx, CONTRACT, node.version()).compose(contract -> {
            var api = new Api(vertx, contract, new OperatorHandler(settings.security(), node.host()));
            var answers = new AnswerCache(node::nanos, node.metrics());
            new Routes(vertx, ingest, answers).addTo(api);
            var server = new TierServer(vertx, ingest.tier).describe(LINKS).answerFrom(answers);
            new SnsCounts(node.metrics()).addTo(server);
            api.mountOn(server);
            return server.listen();
        });
    }
}
