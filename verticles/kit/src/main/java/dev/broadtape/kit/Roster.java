package dev.broadtape.kit;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.Rendezvous;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receivers that are there, by their own word: one that has been silent for {@link #SILENCE} is gone. One that is new, or
 * has come back, must also answer: after a cut, words may arrive from where ours do not. Two nodes may disagree
 * for a moment; whoever acts on a wrong roster is refused by Kafka. For use on one context.
 */
public final class Roster {
    /** How often a receiver speaks. */
    public static final Duration EVERY = Duration.ofMillis(500);
    /** After so long without a word it is gone. */
    public static final Duration SILENCE = Duration.ofSeconds(2);
    /** The bus carries what anybody says: beyond so many, a newcomer is not believed. */
    static final int MAX_RECEIVERS = 256;

    private static final Logger log = LoggerFactory.getLogger(Roster.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Vertx vertx;
    private final LongSupplier nanos;
    private final Runnable changed;
    private final Map<UUID, Presence> receivers = new LinkedHashMap<>();
    private final Map<UUID, Long> heardNanos = new LinkedHashMap<>();
    private final Set<UUID> asked = new HashSet<>();
    private long lookedNanos;

    /**
     * An empty roster.
     *
     * @param nanos a clock that only goes forward
     * @param changed runs after each change
     */
    public Roster(Vertx vertx, LongSupplier nanos, Runnable changed) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.changed = changed;
    }

    /** Done when it listens. */
    public Future<Void> follow() {
        lookedNanos = nanos.getAsLong();
        vertx.setPeriodic(LOOK.toMillis(), id -> look());
        return Contract.RECEIVERS.subscribe(vertx.eventBus(), this::hear).completion();
    }

    private void hear(Presence presence) {
        UUID instance = presence.instance();
        if (presence.leaving()) {
            forget(List.of(instance), "has left");
        } else if (receivers.containsKey(instance)) {
            hearAgain(presence);
        } else if (receivers.size() + asked.size() < MAX_RECEIVERS && asked.add(instance)) {
            ask(presence);
        }
    }

    private void hearAgain(Presence presence) {
        heardNanos.put(presence.instance(), nanos.getAsLong());
        Presence before = receivers.put(presence.instance(), presence);
        if (!presence.equals(before)) {
            log.info("receiver {} is {}: {}", presence.receiver(), presence.state(), presence.instance());
            changed.run();
        }
    }

    private void ask(Presence presence) {
        UUID instance = presence.instance();
        Contract.presence(instance)
                .ask(vertx.eventBus(), presence)
                .onComplete(v -> asked.remove(instance))
                .onSuccess(v -> admit(presence))
                .onFailure(thrown -> log.debug("receiver {} does not answer: {}", instance, thrown.toString()));
    }

    private void admit(Presence presence) {
        heardNanos.put(presence.instance(), nanos.getAsLong());
        receivers.put(presence.instance(), presence);
        log.info("receiver {} is there, {}: {}", presence.receiver(), presence.state(), presence.instance());
        changed.run();
    }

    /** Whoever was frozen itself has heard nobody for that reason, and gives all another chance. */
    private void look() {
        long now = nanos.getAsLong();
        boolean wasFrozen = now - lookedNanos > SILENCE.dividedBy(2).toNanos();
        lookedNanos = now;
        if (wasFrozen) {
            heardNanos.replaceAll((instance, heard) -> now);
            return;
        }
        forget(
                heardNanos.entrySet().stream()
                        .filter(heard -> now - heard.getValue() > SILENCE.toNanos())
                        .map(Map.Entry::getKey)
                        .toList(),
                "is silent");
    }

    private void forget(Collection<UUID> instances, String why) {
        boolean any = false;
        for (UUID instance : instances) {
            heardNanos.remove(instance);
            Presence gone = receivers.remove(instance);
            if (gone != null) {
                any = true;
                log.info("receiver {} {}: {}", gone.receiver(), why, instance);
            }
        }
        if (any) {
            changed.run();
        }
    }

    /** The receiver of a partition; none when there is no receiver at all. */
    public Optional<Presence> owner(int partition) {
        return Rendezvous.owner(partition, receivers.values());
    }

    /** All of them. */
    public List<Presence> receivers() {
        return List.copyOf(receivers.values());
    }
}
