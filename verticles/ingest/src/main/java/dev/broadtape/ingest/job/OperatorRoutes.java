package dev.broadtape.ingest.job;

import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What only an operator may do with a symbol: fetch it again, remove it. */
public final class OperatorRoutes {
    private static final int NO_CONTENT = 204;

    private final JobDesk desk;
    private final Removal removal;
    private final StoreLink storeLink;
    private final Runnable changed;

    /**
     * The routes of an operator.
     *
     * @param changed runs when a symbol was removed, or was to be
     */
    public OperatorRoutes(JobDesk desk, Removal removal, StoreLink storeLink, Runnable changed) {
        this.desk = desk;
        this.removal = removal;
        this.storeLink = storeLink;
        this.changed = changed;
    }

    public void addTo(Api api) {
        api.on("refresh", this::refresh).on("remove", this::remove);
    }

    private void refresh(RoutingContext request) {
        desk.submit(request, List.of(Params.symbol(request)), OutputSize.COMPACT);
    }

    private void remove(RoutingContext request) {
        String symbol = Params.symbol(request);
        storeLink.require();
        removal.remove(symbol)
                .onComplete(v -> changed.run())
                .compose(v -> request.response().setStatusCode(NO_CONTENT).end())
                .onFailure(request::fail);
    }
}
