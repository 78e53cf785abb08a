package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.contract.SnsDelivery.Outcome;
import dev.broadtape.kit.Readiness;
import dev.broadtape.kit.config.SnsConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch verdict = new CountDownLatch(1);

    @AfterEach
    void close() {
        verdict.countDown();
        await(vertx.close());
    }

    @Test
    void refusesMoreThanItCanVerifyAndTakesThemAgainLater() throws Exception {
        Deliveries deliveries = deliveries();

        List<Future<Outcome>> outcomes = take(deliveries, Deliveries.MAX_OPEN + 1);

        Future<Outcome> last = outcomes.get(Deliveries.MAX_OPEN);
        assertThat(last.cause())
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RATE_LIMITED));
        verdict.countDown();
        await(Future.all(outcomes.subList(0, Deliveries.MAX_OPEN)));
        assertThat(await(take(deliveries, 1).get(0)).outcome()).isEqualTo("told");
    }

    private Deliveries deliveries() {
        BridgeConfig.Sns config =
                Fixtures.config(Optional.of(SnsStandIn.ARN), Optional.empty()).sns();
        var calls = new SnsCalls(vertx, SnsAddress.of(config, new SnsConfig(true, 1)));
        var topic = new SnsTopic(vertx, config, calls, new Readiness());
        return new Deliveries(
                vertx,
                topic,
                new Slow<>(Patient::new),
                new Refusals(Fixtures.node().metrics()),
                new Arrivals(Clock.systemUTC()));
    }

    /** All from one context, as messages on the bus come. */
    private List<Future<Outcome>> take(Deliveries deliveries, int count) throws Exception {
        List<SnsDelivery> posts = IntStream.range(0, count)
                .mapToObj(i -> SnsDelivery.of(unsigned()))
                .toList();
        Promise<List<Future<Outcome>>> taken = Promise.promise();
        vertx.runOnContext(
                v -> taken.complete(posts.stream().map(deliveries::take).toList()));
        return await(taken.future());
    }

    private static String unsigned() {
        return SignedPost.notification(Fixtures.about("AAPL")).unsigned();
    }

    /** Believes everything, once it is told to. */
    private final class Patient implements Verifier {
        @Override
        public void verify(SnsPost post, String body) {
            try {
                verdict.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {}
    }
}
