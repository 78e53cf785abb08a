package dev.broadtape.receiver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.Presence.State;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Roster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says that this receiver is there, and knows who else is. It hears its own word as all others do, so it claims nothing
 * before it has spoken. For one context.
 */
final class Attendance {
    /** On a cluster it first hears out those who are there, so as not to take what is theirs for a moment. */
    private static final Duration LISTEN = Roster.EVERY.plusMillis(200);

    private static final long NONE = -1;

    private final Vertx vertx;
    private final Presence self;
    private final Roster roster;
    private boolean left;
    private long timer = NONE;

    /**
     * Nobody is there yet.
     *
     * @param instance of this receiver
     * @param changed runs whenever somebody comes or goes
     */
    Attendance(Vertx vertx, Node node, UUID instance, Consumer<Attendance> changed) {
        this.vertx = vertx;
        this.self = Presence.of(node.name(), instance);
        this.roster = new Roster(vertx, node::nanos, () -> changed.accept(this));
    }

    /** Ends when it can be reached and has heard those who are there. */
    Future<Void> follow() {
        return Contract.presence(self.instance())
                .answerWith(vertx.eventBus(), Future::succeededFuture)
                .completion()
                .compose(v -> roster.follow())
                .compose(v -> vertx.isClustered() ? listen() : Future.succeededFuture());
    }

    private Future<Void> listen() {
        return vertx.timer(LISTEN.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    /**
     * From now on it says that it is there.
     *
     * @param state what it is in whenever it speaks
     */
    void arrive(Supplier<State> state) {
        if (!left) {
            say(state.get());
            timer = vertx.setPeriodic(Roster.EVERY.toMillis(), id -> say(state.get()));
        }
    }

    /** Its last word: whoever takes over need not wait for its silence. */
    void leave() {
        left = true;
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            say(State.LEAVING);
        }
    }

    private void say(State state) {
        Contract.RECEIVERS.publish(vertx.eventBus(), self.in(state));
    }

    /** What is wrong before its own word has come back to it. */
    Optional<Throwable> problem() {
        return roster.receivers().stream().anyMatch(this::isSelf)
                ? Optional.empty()
                : Optional.of(Fault.unavailable("this receiver has not arrived yet"));
    }

    UUID instance() {
        return self.instance();
    }

    Optional<Presence> owner(int partition) {
        return roster.owner(partition);
    }

    boolean owns(int partition) {
        return owner(partition).filter(this::isSelf).isPresent();
    }

    boolean isSelf(Presence owner) {
        return owner.instance().equals(self.instance());
    }
}
