package dev.broadtape.receiver;

import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Presence.State;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Tier;
import dev.broadtape.receiver.kafka.Topics;
import dev.broadtape.receiver.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets this receiver arrive once store and topics are there, and keeps the checks "store" and "kafka". For one context. */
final class Health implements Lanes.Owner {
    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final String STORE = "store";
    private static final String KAFKA = "kafka";
    /** Longer than two probes are apart and a broker takes to start again. */
    private static final Duration CUT_OFF = Duration.ofSeconds(6);

    private static final Predicate<Throwable> OF_STORE = StoreException.class::isInstance;

    private final Vertx vertx;
    private final Tier tier;
    private final Announcer announcer;
    private final Counter fenced;
    private final Promise<Void> storeIsOpen = Promise.promise();
    private final Promise<Void> topicsAreThere = Promise.promise();
    private long reachedNanos;
    private Function<Predicate<Throwable>, Optional<Throwable>> problem = kind -> Optional.empty();

    Health(Vertx vertx, Tier tier, Announcer announcer) {
        this.vertx = vertx;
        this.tier = tier;
        this.announcer = announcer;
        this.fenced = Counter.builder("broadtape.receiver.fenced")
                .description("partitions that another receiver has taken over")
                .register(tier.node().metrics());
    }

    void watch(Archive archive, Topics topics, Lanes lanes, Attendance attendance) {
        problem = kind -> attendance.problem().filter(kind).or(() -> lanes.problem(kind));
        archive.open().onSuccess(v -> {
            tier.readiness().up(STORE);
            storeIsOpen.complete();
        });
        tier.readiness().watch(vertx, STORE, () -> archive.check().compose(v -> well(OF_STORE)));
        tier.readiness()
                .watch(
                        vertx,
                        KAFKA,
                        () -> topics.ensure().onSuccess(v -> reached()).compose(v -> well(OF_STORE.negate())));
    }

    private void reached() {
        reachedNanos = tier.node().nanos();
        topicsAreThere.tryComplete();
    }

    /** Arrives as soon as it can keep what it is given, and gives way to others for as long as it does not reach Kafka. */
    void arrive(Attendance attendance) {
        Future.all(storeIsOpen.future(), topicsAreThere.future()).onSuccess(v -> attendance.arrive(this::state));
    }

    private State state() {
        return tier.node().nanos() - reachedNanos < CUT_OFF.toNanos() ? State.READY : State.NOT_READY;
    }

    private Future<Void> well(Predicate<Throwable> kind) {
        return problem.apply(kind).<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture);
    }

    /** Says so at once when nothing is missing any more, rather than with the next probe. */
    @Override
    public void changed() {
        vertx.runOnContext(v -> {
            if (problem.apply(any -> true).isEmpty()) {
                tier.readiness().up(KAFKA);
            }
        });
    }

    @Override
    public void lost(Fault why) {
        log.warn("{}: it answers no more here", why.getMessage());
        fenced.increment();
        tier.readiness().down(KAFKA, String.valueOf(why.getMessage()));
        announcer.announce(new ErrorOccurred("receiver", String.valueOf(why.getMessage()), Optional.empty()));
    }
}
