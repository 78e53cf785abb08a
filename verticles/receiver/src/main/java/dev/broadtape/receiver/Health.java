package dev.broadtape.receiver;

import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Tier;
import dev.broadtape.receiver.kafka.Topics;
import dev.broadtape.receiver.store.StoreException;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the lanes once store and topics are there, and keeps the checks "store" and "kafka". For one context. */
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
    private Optional<Lanes> lanes = Optional.empty();

    Health(Vertx vertx, Tier tier, Announcer announcer) {
        this.vertx = vertx;
        this.tier = tier;
        this.announcer = announcer;
        this.fenced = Counter.builder("broadtape.receiver.fenced")
                .description("partitions that another receiver has taken over")
                .register(tier.node().metrics());
    }

    void watch(Archive archive, Topics topics, Lanes watched) {
        lanes = Optional.of(watched);
        tier.readiness().watch(vertx, STORE, () -> archive.check().compose(v -> well(OF_STORE)));
        tier.readiness()
                .watch(
                        vertx,
                        KAFKA,
                        () -> topics.ensure()
                                .onSuccess(topicsAreThere::tryComplete)
                                .compose(v -> well(OF_STORE.negate())));
        Future.all(archive.open().onSuccess(v -> tier.readiness().up(STORE)), topicsAreThere.future())
                .onSuccess(v -> watched.open());
    }

    private Future<Void> well(Predicate<Throwable> kind) {
        return problem(kind).<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture);
    }

    private Optional<Throwable> problem(Predicate<Throwable> kind) {
        return lanes.flatMap(all -> all.problem(kind));
    }

    /** Says so at once when it was the last one missing, rather than with the next probe. */
    @Override
    public void won() {
        vertx.runOnContext(v -> {
            if (problem(any -> true).isEmpty()) {
                tier.readiness().up(KAFKA);
            }
        });
    }

    @Override
    public void lost(Throwable why) {
        log.error("{}: it answers no more here", Causes.text(why));
        fenced.increment();
        tier.readiness().down(KAFKA, Causes.text(why));
        announcer.announce(new ErrorOccurred("receiver", Causes.text(why), Optional.empty()));
    }
}
