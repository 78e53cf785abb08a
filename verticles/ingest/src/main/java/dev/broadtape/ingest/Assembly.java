package dev.broadtape.ingest;

import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/** The parts of ingest, put together. */
final class Assembly {
    /** What the parts are made from. */
    record Settings(IngestConfig config, int threshold, MongoConfig mongo, RedisConfig redis) {}

    final Settings settings;
    final Tier tier;
    final Board board = new Board();
    final Storage storage;
    final RedisLink redis;
    final Optional<Budget> budget;
    final Outbox outbox;
    final Relay relay;
    final Threshold threshold;
    final Fetcher fetcher;
    final Jobs jobs;
    final StoreLink storeLink;

    private final Patience patience;
    private final Filler filler;

    Assembly(Vertx vertx, Node node, Settings settings) {
        this.settings = settings;
        tier = new Tier(JobEvents.SOURCE, node, settings.config.port());
        patience = new Patience(vertx);
        storage = Storage.in(new Mongo(vertx, settings.mongo));
        redis = new RedisLink(vertx, settings.redis);
        budget = budget(vertx, node);
        outbox = new Outbox(storage.events(), node, Outbox.CAPACITY);
        relay = new Relay(vertx, outbox, patience);
        threshold = new Threshold(settings.threshold, board, storage.events(), outbox, node);
        fetcher = new Fetcher(vertx, node, storage.fetchLog(), patience, budget, settings.config);
        var book = new JobBook(storage.jobs(), patience);
        jobs = new Jobs(node, storage.jobs(), book, runner(node, book), patience);
        filler = new Filler(settings.config.properSymbols(), board, book, jobs, budget);
        storeLink = new StoreLink(storage.mongo(), this::prepare);
    }

    private Optional<Budget> budget(Vertx vertx, Node node) {
        return Providers.create(settings.config)
                .limits()
                .map(limits -> new Budget(vertx, redis, node, settings.config.provider(), limits));
    }

    private JobRunner runner(Node node, JobBook book) {
        var stores = new Stores(board, storage.companies(), storage.prices(), outbox, threshold, patience);
        return new JobRunner(node, new Loader(node, settings.config.provider(), fetcher, stores), stores, book);
    }

    /** What is due each time MongoDB comes: at the start, and after it was away. */
    private Future<Void> prepare() {
        board.beginLoad();
        return Collections.prepare(storage.mongo())
                .compose(v -> storage.companies().all())
                .onSuccess(board::load)
                .compose(v -> outbox.load())
                .compose(v -> threshold.load())
                .compose(v -> jobs.resume())
                .compose(v -> filler.fill());
    }

    /** Starts what runs by itself. */
    void start(Vertx vertx) {
        tier.readiness().watch(vertx, "mongodb", storeLink::probe);
        tier.readiness().watch(vertx, "redis", redis::ping);
        relay.start();
        filler.start(vertx);
        new Retention(vertx, storage.mongo(), tier.node(), settings.config.keepEvents()).start();
        tier.beat(vertx, new Announcer(vertx, tier.node(), JobEvents.SOURCE)::announce);
    }

    /** Before the clients close: what fails from here on is no failure of the work. */
    Future<Void> stop() {
        return relay.stop().onComplete(v -> patience.end());
    }
}
