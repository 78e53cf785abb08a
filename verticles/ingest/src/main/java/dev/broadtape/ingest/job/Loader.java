package dev.broadtape.ingest.job;

import static dev.broadtape.ingest.store.Collections.COMPANIES;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.StockDataLoaded;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.outbox.Handover;
import dev.broadtape.ingest.outbox.Threshold;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.ingest.store.Embedded.Place;
import dev.broadtape.ingest.store.Listing;
import dev.broadtape.ingest.store.Load;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Storage;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of a job for one symbol: fetch, store, tell, and only then may the job call it done.
 *
 * <p>The buckets of the bars are written first. Then one write to the symbol's document makes them count: coverage,
 * who loaded them, and the event that tells of it. Should the process die before that write, nothing has happened
 * and the symbol is loaded again; after it, the job finds its own work there and the event is moved from there.
 */
public final class Loader {
    private static final Logger log = LoggerFactory.getLogger(Loader.class);

    /** Where what was fetched goes, and who is told of it. */
    public record Stores(Board board, Storage storage, Handover handover, Threshold threshold, Patience patience) {}

    private final Feed feed;
    private final Stores stores;
    private final JobEvents events;

    public Loader(Node node, Feed feed, Stores stores) {
        this.feed = feed;
        this.stores = stores;
        this.events = new JobEvents(node);
    }

    /** What went wrong is in the progress; it fails only when the job must stop. */
    Future<Progress> bars(Assignment work, String symbol) {
        return listing(symbol)
                .compose(listing -> own(work.job(), listing)
                        .map(done -> Future.succeededFuture(Progress.done(symbol, done.bars())))
                        .orElseGet(() -> fetch(work, listing)))
                .recover(thrown -> failed(symbol, thrown));
    }

    private Future<Listing> listing(String symbol) {
        return stores.patience.until(
                "reading what is known of a symbol",
                () -> stores.storage.companies().of(symbol));
    }

    private static Optional<Coverage.LoadedBy> own(Job job, Listing listing) {
        return listing.prices()
                .flatMap(Coverage::loadedBy)
                .filter(loaded -> loaded.jobId().equals(job.jobId()));
    }

    private Future<Progress> fetch(Assignment work, Listing listing) {
        Job job = work.job();
        return feed.bars(new Errand(job.jobId(), listing.symbol(), job.outputsize(), listing.prices()))
                .compose(load -> work.confirm()
                        .compose(v -> load.bars().isEmpty()
                                ? Future.succeededFuture(Progress.done(listing.symbol(), 0))
                                : store(job, load)));
    }

    private Future<Progress> store(Job job, Load load) {
        var own = new Coverage.LoadedBy(job.jobId(), load.bars().size());
        DomainEvent event = events.of(job, loaded(load));
        return stores.patience
                .until("storing bars", () -> store(load, own, event))
                .onSuccess(coverage ->
                        stores.board.put(stores.board.of(load.symbol()).with(coverage)))
                .compose(v -> stores.handover.move(new Place(COMPANIES, load.symbol(), event)))
                .compose(v -> stores.patience.until("telling of the threshold", stores.threshold::check))
                .map(Progress.done(load.symbol(), own.bars()));
    }

    private Future<Coverage> store(Load load, Coverage.LoadedBy own, DomainEvent event) {
        Storage storage = stores.storage;
        return storage.companies()
                .of(load.symbol())
                .compose(before -> storage.prices()
                        .save(load, before.prices())
                        .map(coverage -> coverage.by(own))
                        .compose(coverage -> storage.companies()
                                .save(coverage, before.prices(), event)
                                .map(coverage)));
    }

    private static StockDataLoaded loaded(Load load) {
        List<Bar> bars = load.bars();
        return new StockDataLoaded(
                load.symbol(),
                bars.size(),
                Exchange.instant(bars.get(0).startMicros()),
                Exchange.instant(bars.get(bars.size() - 1).startMicros()),
                load.provider());
    }

    private Future<Progress> failed(String symbol, Throwable thrown) {
        if (stores.patience.ended() || thrown instanceof Assignment.Lost) {
            return Future.failedFuture(thrown);
        }
        if (!(thrown instanceof Fault)) {
            log.error("loading {}", symbol, thrown);
        }
        return Future.succeededFuture(Progress.failed(symbol, Causes.text(thrown)));
    }
}
