package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** One courier per subscription, hired when there is first something to take to it. Event loop only. */
final class Couriers {
    private final Vertx vertx;
    private final PostOffice office;
    private final Counts counts;
    private final Clock clock;
    private final Map<String, Courier> bySubscription = new HashMap<>();

    Couriers(Vertx vertx, PostOffice office, Counts counts, Clock clock) {
        this.vertx = vertx;
        this.office = office;
        this.counts = counts;
        this.clock = clock;
    }

    void wake(String subscriptionArn) {
        bySubscription.computeIfAbsent(subscriptionArn, this::hire).wake();
    }

    void wake(Collection<String> subscriptionArns) {
        subscriptionArns.forEach(this::wake);
    }

    void dismiss(Collection<String> subscriptionArns) {
        bySubscription.keySet().removeAll(subscriptionArns);
    }

    private Courier hire(String subscriptionArn) {
        return new Courier(vertx, office, counts, new Patience(clock), subscriptionArn);
    }
}
