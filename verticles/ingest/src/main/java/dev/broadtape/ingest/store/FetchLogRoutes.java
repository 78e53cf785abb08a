package dev.broadtape.ingest.store;

import dev.broadtape.ingest.store.FetchLog.Cursor;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /fetch-logs}: who was asked for what, and how it went. */
public final class FetchLogRoutes {
    private static final int SOME = 100;
    private static final int MOST = 1_000;

    private final FetchLog fetchLog;
    private final StoreLink storeLink;

    public FetchLogRoutes(FetchLog fetchLog, StoreLink storeLink) {
        this.fetchLog = fetchLog;
        this.storeLink = storeLink;
    }

    public void addTo(Api api) {
        api.on("fetchLogs", this::fetchLogs);
    }

    private void fetchLogs(RoutingContext request) {
        var page = new FetchLog.Page(
                Params.query(request, "symbol").map(text -> Params.symbol("symbol", text)),
                Params.query(request, "status"),
                Params.query(request, "cursor").map(Cursor::of),
                Params.limit(request, SOME, MOST));
        storeLink.require();
        fetchLog.read(page).onSuccess(request::json).onFailure(request::fail);
    }
}
