package dev.broadtape.ingest.job;

import static dev.broadtape.ingest.store.Collections.COMPANIES;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.CompanyInfoUpdated;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.provider.Company;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.Embedded.Place;
import dev.broadtape.ingest.store.Listing.Profile;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what is known of a company up to date: profile and event in one write, as {@link Loader} does with bars. */
public final class CompanyLoader {
    private static final Logger log = LoggerFactory.getLogger(CompanyLoader.class);
    private static final Duration FRESH = Duration.ofDays(7);

    private final Node node;
    private final Feed feed;
    private final Loader.Stores stores;
    private final JobEvents events;

    public CompanyLoader(Node node, Feed feed, Loader.Stores stores) {
        this.node = node;
        this.feed = feed;
        this.stores = stores;
        this.events = new JobEvents(node);
    }

    /** Does nothing if the company was asked for lately. Bars are good without, so this never fails. */
    Future<Void> load(Job job, String symbol) {
        Optional<Profile> known = stores.board().of(symbol).profile();
        if (known.filter(this::fresh).isPresent()) {
            return Future.succeededFuture();
        }
        return feed.company(new Errand(job.jobId(), symbol, job.outputsize(), Optional.empty()))
                .compose(company -> store(job, known, company))
                .onFailure(thrown -> missed(symbol, thrown))
                .otherwiseEmpty();
    }

    /** That nobody knows the company is no trouble. */
    private static void missed(String symbol, Throwable thrown) {
        if (thrown instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND) {
            log.debug("no company for {}: {}", symbol, fault.getMessage());
        } else {
            log.warn("no company for {}: {}", symbol, Causes.text(thrown));
        }
    }

    private boolean fresh(Profile profile) {
        return profile.checkedAtMicros() > node.nowMicros() - FRESH.toNanos() / 1_000;
    }

    private Future<Void> store(Job job, Optional<Profile> before, Sourced<Company> found) {
        Company company = found.value();
        long now = node.nowMicros();
        Optional<Profile> same = before.filter(profile -> profile.company().equals(company));
        Profile profile = new Profile(
                company, found.provider(), same.map(Profile::changedAtMicros).orElse(now), now);
        Optional<DomainEvent> event = same.isPresent() ? Optional.empty() : Optional.of(updated(job, profile));
        return stores.patience()
                .until("storing a company", () -> stores.storage().companies().save(company.symbol(), profile, event))
                .onSuccess(v ->
                        stores.board().put(stores.board().of(company.symbol()).with(profile)))
                .compose(v -> event.map(told -> stores.handover().move(new Place(COMPANIES, company.symbol(), told)))
                        .orElseGet(Future::succeededFuture));
    }

    private DomainEvent updated(Job job, Profile profile) {
        Company company = profile.company();
        return events.of(job, new CompanyInfoUpdated(company.symbol(), company.name(), profile.provider()));
    }
}
