package dev.broadtape.bridge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.broadtape.contract.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One destination's half of the work. It remembers what the destination took, so an event that only the other one
 * refused is not sent here again. For use on one context.
 */
final class Leg {
    /** Whoever asks is answered within ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private static final Logger log = LoggerFactory.getLogger(Leg.class);

    private final Destination destination;
    private final MeterRegistry metrics;
    private final Duration patience;
    private final Timer time;
    private final RecentIds<UUID> taken = new RecentIds<>();
    private final LongAdder sent = new LongAdder();

    Leg(Destination destination, MeterRegistry metrics) {
        this(destination, metrics, PATIENCE);
    }

    Leg(Destination destination, MeterRegistry metrics, Duration patience) {
        this.destination = destination;
        this.metrics = metrics;
        this.patience = patience;
        this.time = Timer.builder("broadtape.bridge.send")
                .description("from handing events to a destination until it has answered for all of them")
                .tag("destination", destination.name())
                .register(metrics);
    }

    /** How many events the destination has taken. */
    long sent() {
        return sent.sum();
    }

    /** Which of {@code letters} the destination did not take, and why. Never fails. */
    Future<Map<UUID, Fault>> send(List<Letter> letters) {
        List<Letter> due =
                letters.stream().filter(letter -> !taken.contains(letter.id())).toList();
        if (due.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Timer.Sample started = Timer.start(metrics);
        return Future.succeededFuture(due)
                .compose(destination::send)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(thrown -> Destination.noneOf(due, thrown))
                .onSuccess(refused -> settle(due, refused))
                .onComplete(done -> started.stop(time));
    }

    private void settle(List<Letter> due, Map<UUID, Fault> refused) {
        due.stream().map(Letter::id).filter(id -> !refused.containsKey(id)).forEach(id -> {
            taken.add(id);
            sent.increment();
        });
        refused.values().forEach(why -> refused(why).increment());
        refused.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toList())))
                .forEach((why, ids) -> log.warn(
                        "{} did not take {} of {} events: {} {}",
                        destination.name(),
                        ids.size(),
                        due.size(),
                        why.getMessage(),
                        ids));
    }

    private Counter refused(Fault why) {
        return Counter.builder("broadtape.bridge.refused")
                .description("events that a destination did not take; they are sent again by the outbox")
                .tag("destination", destination.name())
                .tag("kind", why.kind().name())
                .register(metrics);
    }
}
