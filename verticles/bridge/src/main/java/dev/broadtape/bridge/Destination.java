package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where events are sent to. */
interface Destination {
    /** As in logs, metrics and readiness. */
    String name();

    /**
     * Sends all of {@code letters} and says which were refused and why: none is named that was taken. A failure
     * speaks of them all.
     */
    Future<Map<UUID, Fault>> send(List<Letter> letters);

    Future<Void> close();

    /** None of {@code letters} was taken, for one reason. */
    static Map<UUID, Fault> noneOf(List<Letter> letters, Throwable thrown) {
        Fault why = thrown instanceof Fault fault ? fault : Fault.unavailable(Causes.text(thrown));
        return letters.stream().collect(Collectors.toMap(Letter::id, letter -> why));
    }
}
