package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.Tick;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One driver on a real bus and a MongoDB-wire server. */
class DriverVerticleTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private DriverUnderTest streaming() {
        rig.add("AAPL", "MSFT", "IBM", "GE", "KO");
        DriverUnderTest driver = rig.driver("driver-1");
        rig.awaitTicks(20);
        return driver;
    }

    @Test
    void waitsForTheThresholdAndThenStreamsWithoutAGap() {
        rig.add("AAPL", "MSFT", "IBM", "GE");
        DriverUnderTest driver = rig.driver("driver-1");

        await().untilAsserted(() ->
                assertThat(driver.status().getInteger("ready_symbols")).isEqualTo(4));
        assertThat(driver.status().getBoolean("is_streaming")).isFalse();
        assertThat(driver.status().getValue("run")).isNull();

        rig.add("KO");
        rig.tellReady();

        rig.awaitTicks(50);
        rig.log.assertExact();
        await().until(() -> driver.status().getBoolean("is_streaming"));
    }

    @Test
    void newSymbolsJoinWhileItRuns() {
        streaming();

        rig.add("TSLA", "BRK.B");
        rig.tellReady();

        await().untilAsserted(() ->
                assertThat(rig.log.ticks()).extracting(Tick::symbol).contains("TSLA", "BRK.B"));
        rig.log.assertExact();
    }

    @Test
    void aLostFrameIsMadeAgainWithTheSameTicks() {
        streaming();

        rig.receivers.forEach(receiver -> receiver.failNext(9));

        rig.awaitTicks(50);
        rig.log.assertExact();
    }

    @Test
    void aReceiverThatDoesNotAnswerStopsTheTapeAtTheWindow() {
        DriverUnderTest driver = streaming();

        rig.receivers.forEach(receiver -> receiver.hold(true));
        long window = rig.log.partitionsWithTicks() * 8;
        await().untilAsserted(() -> assertThat(driver.figure("framesInFlight")).isEqualTo(window));
        long generated = driver.figure("ticksGenerated");
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(driver.figure("ticksGenerated")).isEqualTo(generated));

        rig.receivers.forEach(receiver -> receiver.hold(false));
        await().untilAsserted(() -> assertThat(driver.figure("ticksGenerated")).isGreaterThan(generated));
        rig.log.assertExact();
    }

    @Test
    void pausesAndResumesAndSaysWhenItCannot() {
        DriverUnderTest driver = streaming();

        assertThat(driver.change("pause").bodyAsJsonObject().getString("state")).isEqualTo("paused");
        assertThat(driver.change("pause").statusCode()).isEqualTo(409);
        await().untilAsserted(() -> assertThat(driver.figure("framesInFlight")).isZero());
        int paused = rig.log.ticks().size();
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(rig.log.ticks()).hasSize(paused));

        assertThat(driver.change("resume").bodyAsJsonObject().getString("state"))
                .isEqualTo("running");
        rig.awaitTicks(20);
        rig.log.assertExact();
    }

    @Test
    void changesNothingWhileAPartitionHasNoReceiver() {
        DriverUnderTest driver = streaming();
        rig.receivers.forEach(ReceiverDouble::leave);
        await().until(() -> !driver.status().getBoolean("is_streaming"));

        assertThat(driver.change("pause").statusCode()).isEqualTo(503);
        assertThat(driver.change("pause").bodyAsString()).contains("in step");

        rig.receiver("receiver-2");
        await().until(() -> driver.status().getBoolean("is_streaming"));
        assertThat(driver.change("pause").statusCode()).isEqualTo(200);
        rig.log.assertExact();
    }

    @Test
    void followsAPartitionToItsNewOwner() {
        DriverUnderTest driver = streaming();
        long asked = driver.figure("resyncsTotal");

        rig.receiver("receiver-2");
        await().until(() -> driver.figure("resyncsTotal") > asked);
        rig.awaitTicks(50);
        rig.receivers.get(0).leave();

        rig.awaitTicks(50);
        rig.log.assertExact();
    }

    @Test
    void aReceiverThatDiesIsGivenUpWhenItHasBeenSilent() {
        streaming();
        rig.receivers.get(0).die();
        rig.receiver("receiver-0");

        rig.awaitTicks(50);
        rig.log.assertExact();
    }

    @Test
    void makesATickAgainByItsSequence() {
        DriverUnderTest driver = streaming();
        Tick tick = rig.log.ticks().get(7);

        JsonObject again =
                driver.json("/api/v1/runs/%s/ticks/%s/%d".formatted(tick.run(), tick.symbol(), tick.sequence()));

        assertThat(new BigDecimal(again.getValue("price").toString()).movePointRight(4))
                .isEqualByComparingTo(BigDecimal.valueOf(tick.priceE4()));
        assertThat(driver.get("/api/v1/runs/%s/ticks/%s/%d".formatted(tick.run(), "NOPE", 1))
                        .statusCode())
                .isEqualTo(404);
        assertThat(driver.get("/api/v1/runs/nonsense").statusCode()).isEqualTo(422);
    }

    @Test
    void tellsTheLedgerEachSecond() {
        streaming();

        await().until(() -> !rig.ledgers.isEmpty());
        DriverLedger ledger = rig.ledgers.get(0);

        assertThat(ledger.fence()).isEqualTo(1);
        assertThat(ledger.partitions())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count.acknowledged()).isLessThanOrEqualTo(count.generated()));
    }

    @Test
    void mongoAwayIsNamedAndTheTapeStartsWhenItComes() {
        rig.stopMongo();
        rig.add("AAPL", "MSFT", "IBM", "GE", "KO");
        DriverUnderTest driver = rig.driver("driver-1");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(driver.get("/health/ready").bodyAsString())
                        .contains("\"mongodb\"")
                        .contains("DOWN"));
        assertThat(driver.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(driver.get("/api/v1/runs").statusCode()).isEqualTo(503);

        rig.startMongo();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rig.log.ticks()).isNotEmpty());
        await().untilAsserted(() ->
                assertThat(driver.get("/health/ready").statusCode()).isEqualTo(200));
    }
}
