package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Ledger;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Tells what this receiver has, hears what all others have, and answers where every tick is. For one context. */
public final class Bookkeeper {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Node node;
    private final Holdings holdings;
    private final Supplier<Optional<TickStore>> store;
    private final Auditor auditor;
    private final Book book = new Book();
    private volatile Ledger ledger;

    /**
     * A bookkeeper that does not listen yet.
     *
     * @param instance of this receiver
     * @param store the tick store, once it is open
     */
    public Bookkeeper(Vertx vertx, Node node, UUID instance, Supplier<Optional<TickStore>> store, Auditor auditor) {
        this.vertx = vertx;
        this.node = node;
        this.holdings = new Holdings(node.name(), instance);
        this.store = store;
        this.auditor = auditor;
        this.ledger = Ledger.of(node.clock().instant(), List.of());
    }

    /** Done when it hears and answers. */
    public Future<Void> open() {
        vertx.setPeriodic(EVERY.toMillis(), id -> beat());
        auditor.open();
        return Future.all(
                        Contract.DRIVER_LEDGER
                                .subscribe(vertx.eventBus(), word -> book.hear(word, node.nanos()))
                                .completion(),
                        Contract.RECEIVER_LEDGER
                                .subscribe(vertx.eventBus(), word -> book.hear(word, node.nanos()))
                                .completion(),
                        Contract.LEDGER
                                .answerWith(vertx.eventBus(), request -> Future.succeededFuture(ledger))
                                .completion())
                .mapEmpty();
    }

    private void beat() {
        speak();
        book.sample(node.nanos());
        ledger = book.ledger(node.clock().instant());
    }

    private void speak() {
        store.get()
                .ifPresent(open ->
                        Contract.RECEIVER_LEDGER.publish(vertx.eventBus(), holdings.word(open, auditor.seen())));
    }

    /** Adds its figures. */
    public void tell(Tier tier) {
        tier.figure("ledgerResidue", "ticks that are missing somewhere or too many", () -> ledger.residue())
                .figure("auditLag", "committed records still to be read back from kafka", auditor::lag);
    }

    /** {@code GET /api/v1/stream/ledger}. */
    public void addTo(Api api) {
        api.on("ledger", this::answer);
    }

    private void answer(RoutingContext request) {
        request.json(Wire.toJson(ledger));
    }

    /** Speaks a last time, when nothing is written any more and before the store is closed. */
    public Future<Void> close() {
        speak();
        return auditor.close();
    }
}
