package dev.broadtape.dashboard;

import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Duration;

/** Shows the tape in a browser. Ready as soon as it listens: that others are silent is what there is to show. */
public final class DashboardVerticle extends VerticleBase {
    private static final int SECOND_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Node node;
    private final DashboardConfig config;
    private final Duration patience;
    private final Browsers browsers;
    private final Screen screen;
    private final Tier tier;

    public DashboardVerticle(Node node, DashboardConfig config) {
        this(node, config, PATIENCE);
    }

    /**
     * For a test that cannot wait as long.
     *
     * @param patience how long a browser may stay behind before it is closed, in whole seconds
     */
    DashboardVerticle(Node node, DashboardConfig config, Duration patience) {
        this.node = node;
        this.config = config;
        this.patience = patience;
        this.browsers = new Browsers(config.maxClients(), patience, node.clock()::instant);
        this.screen = new Screen(node.clock(), config.frameInterval(), browsers);
        this.tier = new Tier("dashboard", node, config.port());
    }

    @Override
    public Future<?> start() {
        var ledger = new LedgerFeed(vertx, node, screen, browsers);
        tellFigures(ledger);
        vertx.setPeriodic(SECOND_MILLIS, id -> browsers.closeStuck());
        ledger.start();
        return checkWebroot()
                .compose(v -> new Feed(vertx, screen).start(config.frameInterval()))
                .compose(v -> listen(ledger))
                .onSuccess(v -> beat());
    }

    private void tellFigures(LedgerFeed ledger) {
        tier.readiness().expect("http");
        tier.figure("clients", "browsers connected", browsers::clients)
                .figure("framesSent", "frames told", () -> screen.totals().frames())
                .figure("ticksIn", "ticks heard", () -> screen.totals().ticks())
                .figure(
                        "ticksConflated",
                        "ticks folded into others",
                        () -> screen.totals().conflated())
                .figure("skipped", "messages that a browser was too slow for", browsers::skipped)
                .figure("closedSlow", "browsers closed for staying behind", browsers::closedSlow)
                .figure("clientsRefused", "browsers that there was no room for", browsers::refused)
                .figure("browserResidue", "ticks that no browser's account explains", ledger::browserResidue)
                .figure("pendingChars", "characters that wait for browsers", browsers::pending)
                .figure(
                        "ticksRefused",
                        "ticks of too many symbols",
                        () -> screen.board().refused())
                .figure(
                        "eventsOmitted",
                        "events not told by themselves",
                        () -> screen.events().omitted());
    }

    private Future<Void> checkWebroot() {
        if (config.webroot().isEmpty()) {
            return Future.succeededFuture();
        }
        String page = WebFiles.folder(config.webroot()).resolve("index.html").toString();
        return vertx.fileSystem()
                .exists(page)
                .compose(there -> there
                        ? Future.succeededFuture()
                        : Future.failedFuture("dashboard.webroot has no page: there is no " + page));
    }

    /**
     * A socket on which no write gets through is cut, some time after it was closed: closing alone waits for what
     * was written before.
     */
    private Future<HttpServer> listen(LedgerFeed ledger) {
        var server = new TierServer(vertx, tier);
        addRoutes(server.router(), ledger);
        return server.listen(new HttpServerOptions()
                .setMaxWebSocketFrameSize(GateHandler.MAX_MESSAGE_BYTES)
                .setMaxWebSocketMessageSize(GateHandler.MAX_MESSAGE_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setWriteIdleTimeout((int) patience.plus(GOODBYE).toSeconds()));
    }

    private void addRoutes(Router router, LedgerFeed ledger) {
        router.route("/eventbus/*").handler(new GateHandler(config.allowedOrigins(), browsers));
        router.route("/eventbus/*").subRouter(BusBridge.router(vertx, browsers));
        router.get("/api/v1/topology").handler(new TopologyHandler(screen));
        router.get("/api/v1/ledger").handler(ledger);
        router.get("/api/v1/metrics").handler(request -> request.json(metrics()));
        router.route().handler(new PageHeaders());
        WebFiles.libraries()
                .forEach(
                        (name, files) -> router.route("/webjars/" + name + "/*").handler(files));
        router.route("/*").handler(WebFiles.page(config.webroot()));
    }

    private JsonObject metrics() {
        return new JsonObject()
                .put("node", node.name())
                .put("at", screen.now().toString())
                .put("rates", screen.rates())
                .put("totals", screen.counts());
    }

    private void beat() {
        tier.readiness().up("http");
        tier.beat(vertx, new Announcer(vertx, node, "dashboard")::announce);
    }
}
