package dev.broadtape.receiver.ws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What became of all clients together. Written on one context, read on any thread. */
final class Counts {
    final LongAdder clients = new LongAdder();
    final LongAdder told = new LongAdder();
    final LongAdder conflated = new LongAdder();
    private final Map<Closure, Counter> closed = new EnumMap<>(Closure.class);
    private final Counter resumed;
    private final Counter notResumed;
    private final Counter full;
    private final Counter foreign;
    private final Counter slow;

    Counts(MeterRegistry metrics) {
        for (Closure closure : Closure.values()) {
            closed.put(
                    closure,
                    counter(
                            "closed",
                            "websocket clients that are gone, by reason",
                            "reason",
                            closure.label(),
                            metrics));
        }
        resumed = counter("resumes", "clients that came back, by whether nothing was lost", "resumed", "true", metrics);
        notResumed =
                counter("resumes", "clients that came back, by whether nothing was lost", "resumed", "false", metrics);
        full = counter("refused", "websocket clients that were not let in", "reason", "full", metrics);
        foreign = counter("refused", "websocket clients that were not let in", "reason", "origin", metrics);
        slow = Counter.builder("broadtape.receiver.ws.slow")
                .description("times that a client took nothing and was told so")
                .register(metrics);
    }

    private static Counter counter(String name, String description, String key, String value, MeterRegistry metrics) {
        return Counter.builder("broadtape.receiver.ws." + name)
                .description(description)
                .tag(key, value)
                .register(metrics);
    }

    void closed(Closure closure) {
        Objects.requireNonNull(closed.get(closure)).increment();
    }

    void resumed(boolean does) {
        (does ? resumed : notResumed).increment();
    }

    void refusedSinceFull() {
        full.increment();
    }

    void refusedSinceForeign() {
        foreign.increment();
    }

    void slow() {
        slow.increment();
    }
}
