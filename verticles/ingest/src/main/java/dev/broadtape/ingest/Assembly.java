package dev.broadtape.ingest;

import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Events;
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
    final RedisLink redis;
    final Optional<Budget> budget;
    final CompanyStore companies;
    final PriceStore prices;
    final FetchLog fetchLog;
    final Outbox outbox;
    final Relay relay;
    final Threshold threshold;
    final Jobs jobs;
    final StoreLink storeLink;
    final Announcer announcer;

    private final Mongo mongo;
    private final Patience patience;
    private final Filler filler;
    private final Retention retention;

    Assembly(Vertx vertx, Node node, Settings settings) {
        IngestConfig config = settings.config();
        this.settings = settings;
        tier = new Tier(JobEvents.SOURCE, node, config.port());
        announcer = new Announcer(vertx, node, JobEvents.SOURCE);
        redis = new RedisLink(vertx, settings.redis());
        budget = Providers.create(config)
                .limits()
                .map(limits -> new Budget(vertx, redis, node, config.provider(), limits));

        mongo = new Mongo(vertx, settings.mongo());
        companies = new CompanyStore(mongo);
        prices = new PriceStore(mongo);
        fetchLog = new FetchLog(mongo);
        retention = new Retention(vertx, mongo, node, config.keepEvents());
        patience = new Patience(vertx);

        var eventStore = new EventStore(mongo);
        outbox = new Outbox(eventStore, node, Outbox.CAPACITY);
        relay = new Relay(vertx, outbox, patience);
        threshold = new Threshold(settings.threshold(), board, eventStore, outbox, new Events(node, JobEvents.SOURCE));

        var stores = new Stores(board, companies, prices, outbox, threshold, patience);
        var fetcher = new Fetcher(vertx, node, fetchLog, patience, budget, config);
        var jobStore = new JobStore(mongo);
        var book = new JobBook(jobStore, patience);
        var runner = new JobRunner(node, new Loader(node, config.provider(), fetcher, stores), stores, book);
        jobs = new Jobs(node, jobStore, book, runner, patience);
        filler = new Filler(config.properSymbols(), board, book, jobs, budget);
        storeLink = new StoreLink(mongo, this::prepare);
    }

    /** What is due each time MongoDB comes: at the start, and after it was away. */
    private Future<Void> prepare() {
        board.beginLoad();
        return Collections.prepare(mongo)
                .compose(v -> companies.all())
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
        retention.start();
        filler.start(vertx);
        tier.beat(vertx, announcer::announce);
    }

    /** Before the clients close: what fails from here on is no failure of the work. */
    Future<Void> stop() {
        return relay.stop().onComplete(v -> patience.end());
    }
}
