package dev.broadtape.ingest;

import dev.broadtape.contract.Contract;
import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.job.BoardKeeper;
import dev.broadtape.ingest.job.Dispatcher;
import dev.broadtape.ingest.job.JobEvents;
import dev.broadtape.ingest.job.JobRunner;
import dev.broadtape.ingest.job.JobStore;
import dev.broadtape.ingest.job.Jobs;
import dev.broadtape.ingest.job.Loader;
import dev.broadtape.ingest.job.Removal;
import dev.broadtape.ingest.market.Quotes;
import dev.broadtape.ingest.outbox.EventStore;
import dev.broadtape.ingest.outbox.Handover;
import dev.broadtape.ingest.outbox.Outbox;
import dev.broadtape.ingest.outbox.Relay;
import dev.broadtape.ingest.outbox.Steward;
import dev.broadtape.ingest.outbox.Threshold;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.Collections;
import dev.broadtape.ingest.store.Embedded;
import dev.broadtape.ingest.store.Leases;
import dev.broadtape.ingest.store.Mongo;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Retention;
import dev.broadtape.ingest.store.Storage;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.ingest.store.Turn;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Events;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import dev.broadtape.kit.config.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of ingest, put together. */
final class Assembly {
    private static final Logger log = LoggerFactory.getLogger(Assembly.class);

    /** What the parts are made from. */
    record Settings(
            IngestConfig config, int threshold, MongoConfig mongo, RedisConfig redis, SecurityConfig security) {}

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
    final Watchlist watchlist;
    final Jobs jobs;
    final StoreLink storeLink;
    final Quotes quotes;
    final Removal removal;

    private final Patience patience;
    private final Turn turn;
    private final Handover handover;
    private final Dispatcher dispatcher;
    private final BoardKeeper boardKeeper;
    private final Filler filler;

    Assembly(Vertx vertx, Node node, Settings settings) {
        this.settings = settings;
        tier = new Tier(JobEvents.SOURCE, node, settings.config.port());
        patience = new Patience(vertx);
        storage = Storage.in(new Mongo(vertx, settings.mongo));
        redis = new RedisLink(vertx, settings.redis);
        var events = new EventStore(storage.mongo(), settings.config.keepEvents());
        outbox = new Outbox(events, node, Outbox.CAPACITY);
        turn = new Turn(vertx, storage.mongo(), leases(vertx, node), "telling events");
        handover = new Handover(new Embedded(storage.mongo()), outbox, patience);
        relay = new Relay(vertx, outbox, turn, patience);
        threshold = new Threshold(settings.threshold, board, events, outbox, turn, new Events(node, JobEvents.SOURCE));
        fetcher = fetcher(vertx, node);
        budget =
                fetcher.lines().stream().flatMap(line -> line.budget().stream()).findFirst();
        watchlist = new Watchlist(settings.config, fetcher);
        var jobStore = new JobStore(storage.mongo());
        dispatcher = new Dispatcher(
                jobStore,
                runner(node, jobStore),
                leases(vertx, node),
                patience,
                job -> Contract.JOBS.publish(vertx.eventBus(), job.progress(node.name())));
        jobs = new Jobs(node, jobStore, dispatcher);
        boardKeeper = new BoardKeeper(vertx, node.name(), board, storage.companies(), threshold);
        removal = new Removal(board, storage, handover, jobs);
        filler = new Filler(node, watchlist, board, jobs);
        quotes = new Quotes(vertx, node, board, fetcher);
        storeLink = new StoreLink(storage.mongo(), this::prepare);
    }

    private Leases leases(Vertx vertx, Node node) {
        return new Leases(vertx, storage.mongo(), node::nanos, node.name(), settings.config.lease());
    }

    private Fetcher fetcher(Vertx vertx, Node node) {
        return new Fetcher(
                settings.config.inOrder(),
                settings.config.fetching(),
                new Fetcher.Outside(
                        vertx, node, redis, new Listener(node, storage.fetchLog(), outbox, patience), patience::until));
    }

    private JobRunner runner(Node node, JobStore jobStore) {
        var stores = new Loader.Stores(board, storage, handover, threshold, patience);
        return new JobRunner(node, new JobFeed(fetcher), stores, jobStore);
    }

    /** What is due each time MongoDB comes: at the start, and after it was away. */
    private Future<Void> prepare() {
        return Collections.prepare(storage.mongo())
                .compose(v -> removal.resume())
                .compose(v -> boardKeeper.reload())
                .compose(v -> outbox.load())
                .compose(v -> turn.look())
                .compose(v -> jobs.resume())
                .compose(v -> filler.fill());
    }

    /** Starts what runs by itself. */
    void start(Vertx vertx) {
        tier.readiness().watch(vertx, "mongodb", storeLink::probe);
        tier.readiness().watch(vertx, "redis", redis::ping);
        relay.start();
        new Steward(turn, handover, outbox, threshold).start(vertx);
        turn.start();
        dispatcher.start(vertx);
        boardKeeper.start();
        filler.start(vertx, budget);
        watchlist.start(vertx, this::fillAgain);
        new Retention(vertx, storage.mongo(), tier.node()).start();
        tier.beat(vertx, new Announcer(vertx, tier.node(), JobEvents.SOURCE)::announce);
    }

    private void fillAgain() {
        filler.fill().onFailure(thrown -> log.warn("cannot fill the store yet: {}", Causes.text(thrown)));
    }

    /** Before the clients close: what fails from here on is no failure of the work. */
    Future<Void> stop() {
        return relay.stop()
                .onComplete(v -> patience.end())
                .compose(v -> Future.join(dispatcher.stop(), turn.stop()))
                .otherwiseEmpty()
                .mapEmpty();
    }
}
