package dev.broadtape.dashboard;

import static dev.broadtape.contract.Contract.EVENTS;
import static dev.broadtape.contract.Contract.JOBS;
import static dev.broadtape.contract.Contract.STATUS;
import static dev.broadtape.contract.Contract.TICKS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Joins the bus to the screen: hears the tiers, tells the browsers, answers their questions. */
final class Feed {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final EventBus bus;
    private final Screen screen;

    Feed(Vertx vertx, Screen screen) {
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.screen = screen;
    }

    /** Done when everything is subscribed. The timers end with the verticle. */
    Future<?> start(Duration frameInterval) {
        vertx.setPeriodic(
                frameInterval.toMillis(),
                id -> screen.endInterval().ifPresent(frame -> tell(Addresses.FRAMES, frame.json())));
        vertx.setPeriodic(SECOND.toMillis(), id -> {
            screen.endSecond();
            tell(Addresses.STATUS, screen.status());
        });
        return Future.all(
                TICKS.subscribe(bus, screen::hear).completion(),
                STATUS.subscribe(bus, screen::hear).completion(),
                JOBS.subscribe(bus, screen::hear).completion(),
                EVENTS.subscribe(bus, event -> screen.hear(event).ifPresent(json -> tell(Addresses.EVENTS, json)))
                        .completion(),
                bus.localConsumer(Addresses.SNAPSHOT, question -> question.reply(screen.snapshot()))
                        .completion());
    }

    /** On this node only: another dashboard of the cluster counts frames of its own. */
    private void tell(String address, JsonObject message) {
        bus.publish(address, message, new DeliveryOptions().setLocalOnly(true));
    }
}
