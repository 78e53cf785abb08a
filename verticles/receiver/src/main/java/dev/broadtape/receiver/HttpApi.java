package dev.broadtape.receiver;

import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.TierServer;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.kit.openapi.ApiContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.function.Consumer;

/** The HTTP server, by the contract. */
final class HttpApi {
    private static final List<String> CONTRACT = List.of("openapi/receiver.yaml", "openapi/candles.yaml");
    private static final String[] LINKS = {
        "/docs",
        "/openapi.json",
        "/ticks",
        "/ws/ticks",
        "/kafka/messages",
        "/api/v1/stream/status",
        "/api/v1/stream/symbols",
        "/api/v1/stream/performance",
        "/api/v1/stream/accumulo/status",
        "/api/v1/stream/ledger",
        "/health",
        "/metrics"
    };

    private final Vertx vertx;
    private final Tier tier;
    private final OperatorHandler operator;

    HttpApi(Vertx vertx, Tier tier, SecurityConfig security) {
        this.vertx = vertx;
        this.tier = tier;
        this.operator = new OperatorHandler(security, tier.node().host());
    }

    /** Listens, within these limits, once {@code routes} has named who answers each operation. */
    Future<HttpServer> serve(HttpServerOptions limits, Consumer<Api> routes) {
        return ApiContract.load(vertx, CONTRACT, tier.node().version()).compose(contract -> {
            var api = new Api(vertx, contract, operator);
            routes.accept(api);
            var server = new TierServer(vertx, tier).describe(LINKS);
            api.mountOn(server);
            return server.listen(limits);
        });
    }
}
