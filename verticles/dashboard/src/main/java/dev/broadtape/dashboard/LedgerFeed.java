package dev.broadtape.dashboard;

import static dev.broadtape.contract.Contract.LEDGER;

import dev.broadtape.contract.Ledger;
import dev.broadtape.kit.Node;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Tells the browsers each second where every tick is: by the receivers' word as far as Kafka, by our own accounts from
 * here to each browser. Answers {@code GET /api/v1/ledger} with the same.
 */
final class LedgerFeed implements Handler<RoutingContext> {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Screen screen;
    private final Browsers browsers;
    private final LedgerWatch watch;
    private long told;
    private long toldBefore;
    private volatile long browserResidue;

    LedgerFeed(Vertx vertx, Node node, Screen screen, Browsers browsers) {
        this.vertx = vertx;
        this.screen = screen;
        this.browsers = browsers;
        this.watch = new LedgerWatch(() -> LEDGER.ask(vertx.eventBus(), Ledger.Request.current()), node::nanos);
    }

    /** The timer ends with the verticle. */
    void start() {
        vertx.setPeriodic(SECOND.toMillis(), id -> endSecond());
    }

    private void endSecond() {
        toldBefore = told;
        told = screen.totals().ticks();
        browserResidue = audit().sum().residue();
        if (browsers.clients() > 0) {
            watch.ask();
            vertx.eventBus().publish(Addresses.LEDGER, json(), new DeliveryOptions().setLocalOnly(true));
        }
    }

    @Override
    public void handle(RoutingContext request) {
        watch.ask().onComplete(v -> request.json(json()));
    }

    /** Ticks that no browser's account explains, as of the last second. Read on any thread. */
    long browserResidue() {
        return browserResidue;
    }

    private Audit audit() {
        return browsers.audit(new Heard(screen.board().heard(), toldBefore));
    }

    private JsonObject json() {
        return watch.json().put("at", screen.now().toString()).put("audience", audit().json());
    }
}
