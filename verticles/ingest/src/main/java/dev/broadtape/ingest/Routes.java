package dev.broadtape.ingest;

import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.job.JobDesk;
import dev.broadtape.ingest.job.JobRoutes;
import dev.broadtape.ingest.job.OperatorRoutes;
import dev.broadtape.ingest.market.MarketRoutes;
import dev.broadtape.ingest.market.MoverRoutes;
import dev.broadtape.ingest.market.QuoteRoutes;
import dev.broadtape.ingest.market.SearchRoutes;
import dev.broadtape.ingest.outbox.EventHistory;
import dev.broadtape.ingest.outbox.EventRoutes;
import dev.broadtape.ingest.outbox.SnsRoute;
import dev.broadtape.ingest.store.DatabaseRoutes;
import dev.broadtape.ingest.store.FetchLogRoutes;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.AnswerCache;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Who answers what of {@code openapi/ingest.yaml}. */
final class Routes {
    private final Vertx vertx;
    private final Assembly ingest;
    private final AnswerCache answers;

    Routes(Vertx vertx, Assembly ingest, AnswerCache answers) {
        this.vertx = vertx;
        this.ingest = ingest;
        this.answers = answers;
    }

    void addTo(Api api) {
        new StatusRoutes(ingest).addTo(api);
        new BarRoutes(ingest, answers).addTo(api);
        new ListingRoutes(ingest, answers).addTo(api);
        new SnsRoute(vertx).addTo(api);
        addJobs(api);
        addStore(api);
        addMarket(api);
    }

    private void addJobs(Api api) {
        var desk = new JobDesk(ingest.jobs, ingest.storeLink, this::requireBudget);
        new JobRoutes(ingest.jobs, desk, ingest.storeLink, ingest.watchlist::symbols).addTo(api);
        new OperatorRoutes(desk, ingest.removal, ingest.storeLink, answers::clear).addTo(api);
    }

    /** A metered provider is of no use without Redis: that is said now, not later in a job. */
    private Future<?> requireBudget() {
        return ingest.budget.<Future<?>>map(Budget::state).orElseGet(Future::succeededFuture);
    }

    private void addStore(Api api) {
        new EventRoutes(new EventHistory(ingest.storage.mongo()), ingest.storeLink).addTo(api);
        new DatabaseRoutes(ingest.tier.node(), ingest.storage.mongo(), ingest.board, ingest.storeLink).addTo(api);
        new FetchLogRoutes(ingest.storage.fetchLog(), ingest.storeLink).addTo(api);
    }

    private void addMarket(Api api) {
        Node node = ingest.tier.node();
        new QuoteRoutes(node, ingest.quotes, ingest.storeLink).addTo(api);
        new MarketRoutes(node, ingest.fetcher).addTo(api);
        new MoverRoutes(node, ingest.quotes, ingest.fetcher, ingest.storeLink).addTo(api);
        new SearchRoutes(node, ingest.board, ingest.fetcher, ingest.storeLink).addTo(api);
    }
}
