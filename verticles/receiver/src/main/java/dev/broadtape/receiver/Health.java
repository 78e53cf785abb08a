package dev.broadtape.receiver;

import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Tier;
import dev.broadtape.receiver.kafka.Topics;
import dev.broadtape.receiver.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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
    private static final Predicate<Throwable> OF_STORE = StoreException.class::isInstance;

    private final Vertx vertx;
    private final Tier tier;
    private final Announcer announcer;
    private final Counter fenced;
    private final Promise<Void> topicsAreThere = Promise.promise();
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
        tier.readiness().watch(vertx, STORE, () -> archive.check().compose(v -> well(OF_STORE)));
        tier.readiness()
                .watch(
                        vertx,
                        KAFKA,
                        () -> topics.ensure()
                                .onSuccess(topicsAreThere::tryComplete)
                                .compose(v -> well(OF_STORE.negate())));
        Future.all(
                        archive.open().onSuccess(v -> tier.readiness().up(STORE)),
                        topicsAreThere.future(),
                        lanes.answer(attendance.instance()),
                        attendance.follow())
                .onSuccess(v -> attendance.arrive())
                .onFailure(thrown -> log.error("this receiver hears nobody on the bus", thrown));
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
