package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.Presence;
import dev.broadtape.kit.Causes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the receiver that owns a partition how far it is durable, until it says. Each question begins a new epoch; an answer that
 * belongs to an earlier one is ignored. For use on one context.
 */
final class Inquiry {
    private static final Logger log = LoggerFactory.getLogger(Inquiry.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Way way;
    private final UUID run;
    private final int partition;
    private final Consumer<Position> goOn;
    private Optional<Presence> receiver = Optional.empty();
    private int epoch;

    Inquiry(Way way, UUID run, int partition, Consumer<Position> goOn) {
        this.way = way;
        this.run = run;
        this.partition = partition;
        this.goOn = goOn;
    }

    /** Asks the owner; while there is none, nobody. */
    void ask() {
        cancel();
        receiver = way.roster().owner(partition);
        int askedIn = epoch;
        receiver.ifPresent(to -> {
            way.asked().increment();
            Contract.positions(partition, to.instance())
                    .ask(way.vertx().eventBus(), PositionRequest.of(run, partition, way.fence()))
                    .onSuccess(position -> answered(askedIn, position))
                    .onFailure(thrown -> refused(askedIn, thrown));
        });
    }

    private void answered(int askedIn, Position position) {
        if (askedIn == epoch) {
            goOn.accept(position);
        }
    }

    private void refused(int askedIn, Throwable thrown) {
        if (askedIn != epoch) {
            return;
        }
        switch (thrown instanceof Fault fault ? fault.kind() : Fault.Kind.UNAVAILABLE) {
            case CONFLICT -> way.fenced().accept("partition %d: %s".formatted(partition, thrown.getMessage()));
            case INVALID ->
                log.error("partition {} stands still until its owner changes: {}", partition, thrown.getMessage());
            default -> {
                log.debug("partition {} has no receiver: {}", partition, Causes.text(thrown));
                askLater();
            }
        }
    }

    /** Asks after a pause, unless something else happens before. */
    void askLater() {
        cancel();
        int now = epoch;
        way.vertx().setTimer(PAUSE.toMillis(), id -> {
            if (now == epoch) {
                ask();
            }
        });
    }

    /** Whether the partition has another owner than the one that was asked last. */
    boolean outdated() {
        return !way.roster().owner(partition).map(Presence::instance).equals(receiver.map(Presence::instance));
    }

    /** Begins a new epoch without a question. */
    void cancel() {
        epoch++;
    }

    int epoch() {
        return epoch;
    }

    /** Who has answered. */
    UUID receiver() {
        return receiver.orElseThrow().instance();
    }
}
