package dev.broadtape.receiver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.Rendezvous;
import dev.broadtape.contract.TickFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Hears which receivers there are, and asks the one that a partition belongs to, as a driver does. */
final class Presences {
    private final Vertx vertx;
    private final Map<UUID, Presence> receivers = new ConcurrentHashMap<>();

    Presences(Vertx vertx) {
        this.vertx = vertx;
        Contract.RECEIVERS.subscribe(vertx.eventBus(), this::hear);
    }

    private void hear(Presence word) {
        if (word.leaving()) {
            receivers.remove(word.instance());
        } else {
            receivers.put(word.instance(), word);
        }
    }

    Collection<Presence> all() {
        return receivers.values();
    }

    Presence owner(int partition) {
        return Rendezvous.owner(partition, receivers.values()).orElseThrow(() -> Fault.unavailable("nobody is there"));
    }

    Future<Position> send(TickFrame frame) {
        return ask(
                frame.partition(),
                owner -> Contract.frames(frame.partition(), owner.instance()).ask(vertx.eventBus(), frame));
    }

    Future<Position> position(UUID run, int partition, long fence) {
        var request = PositionRequest.of(run, partition, fence);
        return ask(
                partition,
                owner -> Contract.positions(partition, owner.instance()).ask(vertx.eventBus(), request));
    }

    private Future<Position> ask(int partition, Function<Presence, Future<Position>> question) {
        return Future.succeededFuture(partition).map(this::owner).compose(question);
    }
}
