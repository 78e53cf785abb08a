package dev.broadtape.ingest;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.EventData.CompanyInfoUpdated;
import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.EventData.StockDataLoaded;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.Listing.Profile;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of a job for one symbol: fetch, store, tell, and only then may the job call it done.
 *
 * <p>There are no transactions over two documents, and none is needed. Data goes first, so nobody hears of what is
 * not there. Should the process die before the event is stored, the job is not done and does the symbol again: the
 * same upserts, the same event ids. What cannot be seen a second time, that a company has changed, is marked in its
 * document by {@link Profile#changedBy}.
 */
final class Loader {
    private static final Logger log = LoggerFactory.getLogger(Loader.class);
    private static final Duration FRESH = Duration.ofDays(7);

    private final Node node;
    private final String provider;
    private final Fetcher fetcher;
    private final Stores stores;
    private final JobEvents events;

    Loader(Node node, String provider, Fetcher fetcher, Stores stores) {
        this.node = node;
        this.provider = provider;
        this.fetcher = fetcher;
        this.stores = stores;
        this.events = new JobEvents(node);
    }

    /** Never fails: what went wrong is in the progress. */
    Future<Progress> bars(Job job, String symbol) {
        return fetcher.bars(job, symbol)
                .map(bars -> new Load(symbol, bars, provider, node.nowMicros()))
                .compose(load -> store(load).compose(coverage -> tell(job, load)))
                .recover(thrown -> failed(job, symbol, thrown));
    }

    private Future<Coverage> store(Load load) {
        return stores.patiently(
                        "storing bars",
                        () -> stores.companies()
                                .of(load.symbol())
                                .compose(before -> stores.prices().save(load, before.prices())))
                .compose(coverage -> stores.patiently(
                                "storing coverage", () -> stores.companies().save(coverage))
                        .map(coverage))
                .onSuccess(coverage ->
                        stores.board().put(stores.board().of(load.symbol()).with(coverage)));
    }

    private Future<Progress> tell(Job job, Load load) {
        List<Bar> bars = load.bars();
        var loaded = new StockDataLoaded(
                load.symbol(),
                bars.size(),
                Exchange.instant(bars.get(0).startMicros()),
                Exchange.instant(bars.get(bars.size() - 1).startMicros()),
                provider);
        return record(job, loaded)
                .compose(v -> stores.patiently("telling of the threshold", stores.threshold()::check))
                .map(Progress.done(load.symbol(), bars.size()));
    }

    private Future<Progress> failed(Job job, String symbol, Throwable thrown) {
        if (!(thrown instanceof Fault) && !stores.patience().ended()) {
            log.error("loading {}", symbol, thrown);
        }
        String error = Causes.text(thrown);
        return record(job, new ErrorOccurred(JobEvents.SOURCE, error, Optional.of(symbol)))
                .otherwiseEmpty()
                .map(v -> Progress.failed(symbol, error));
    }

    /** Brings the company up to date, if it was not asked for lately. Bars are good without, so this never fails. */
    Future<Void> company(Job job, String symbol) {
        Optional<Profile> known = stores.board().of(symbol).profile();
        Future<Profile> fresh = known.filter(this::fresh)
                .map(Future::succeededFuture)
                .orElseGet(() -> fetcher.company(job, symbol).compose(company -> store(job, known, company)));
        return fresh.compose(profile -> tell(job, profile))
                .onFailure(thrown -> log.warn("no company for {}: {}", symbol, Causes.text(thrown)))
                .otherwiseEmpty();
    }

    private boolean fresh(Profile profile) {
        long oldest = node.nowMicros() - FRESH.toNanos() / 1_000;
        return profile.checkedAtMicros() > oldest && profile.provider().equals(provider);
    }

    private Future<Profile> store(Job job, Optional<Profile> before, Company company) {
        long now = node.nowMicros();
        Profile profile = before.filter(profileBefore -> profileBefore.company().equals(company))
                .map(same -> new Profile(company, provider, same.changedBy(), same.changedAtMicros(), now))
                .orElseGet(() -> new Profile(company, provider, job.jobId(), now, now));
        return stores.patiently("storing a company", () -> stores.companies().save(company.symbol(), profile))
                .map(profile)
                .onSuccess(v ->
                        stores.board().put(stores.board().of(company.symbol()).with(profile)));
    }

    private Future<Void> tell(Job job, Profile profile) {
        if (!profile.changedBy().equals(job.jobId())) {
            return Future.succeededFuture();
        }
        Company company = profile.company();
        return record(job, new CompanyInfoUpdated(company.symbol(), company.name(), provider));
    }

    private Future<Void> record(Job job, EventData data) {
        return stores.patiently("recording an event", () -> stores.outbox().record(events.of(job, data)))
                .mapEmpty();
    }
}
