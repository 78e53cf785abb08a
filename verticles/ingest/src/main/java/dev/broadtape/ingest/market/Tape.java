package dev.broadtape.ingest.market;

import static dev.broadtape.contract.Contract.TICKS;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last tick of each symbol. It is heard only while somebody asks, and for a minute after, since at full speed to read
 * every frame would take a good part of a processor. For one event loop.
 */
final class Tape {
    private static final Logger log = LoggerFactory.getLogger(Tape.class);
    private static final Duration LINGERS = Duration.ofMinutes(1);
    private static final Duration FIRST_WORDS = Duration.ofMillis(300);

    /** Symbols, of which strangers may post new ones; those beyond are not heard. */
    private static final int MOST = 2_000;

    private final Vertx vertx;
    private final Map<String, Tick> last = new HashMap<>();
    private Optional<MessageConsumer<Object>> ear = Optional.empty();
    private Future<?> firstWords = Future.succeededFuture();
    private boolean asked;

    Tape(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes at once while the tape is heard already; else when a tape that runs must have said something. */
    Future<?> listen() {
        asked = true;
        if (ear.isEmpty()) {
            ear = Optional.of(TICKS.subscribe(vertx.eventBus(), this::hear));
            firstWords = vertx.timer(FIRST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            lingerOn();
        }
        return firstWords;
    }

    private void hear(TickFrame frame) {
        for (Tick tick : frame.ticks()) {
            if (last.size() < MOST || last.containsKey(tick.symbol())) {
                last.put(tick.symbol(), tick);
            }
        }
    }

    private void lingerOn() {
        asked = false;
        vertx.setTimer(LINGERS.toMillis(), id -> {
            if (asked) {
                lingerOn();
            } else {
                leave();
            }
        });
    }

    /** What was heard is forgotten, or it would be told as if it were the last. */
    private void leave() {
        ear.ifPresent(consumer -> consumer.unregister()
                .onFailure(thrown -> log.warn("the tape is still heard: {}", thrown.getMessage())));
        ear = Optional.empty();
        last.clear();
    }

    Optional<Tick> last(String symbol) {
        return Optional.ofNullable(last.get(symbol));
    }
}
