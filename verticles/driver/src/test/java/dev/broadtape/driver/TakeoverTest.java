package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two drivers and one tape. */
class TakeoverTest {
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private DriverUnderTest first(Clock clock) {
        rig.add("AAPL", "MSFT", "IBM", "GE", "KO");
        DriverUnderTest first = rig.driver("driver-1", Rig.config(true), clock);
        rig.awaitTicks(20);
        return first;
    }

    private DriverUnderTest standby() {
        DriverUnderTest second = rig.driver("driver-2");
        await().until(() -> "driver-1".equals(second.lease().getString("holder")));
        return second;
    }

    @Test
    void theSecondStandsByAndIsReady() {
        first(Clock.systemUTC());
        DriverUnderTest second = standby();

        await().until(() -> second.get("/health/ready").statusCode() == 200);
        assertThat(second.holdsTheLease()).isFalse();
        assertThat(second.status().getBoolean("is_streaming")).isFalse();
        assertThat(second.post("/api/v1/runs").statusCode()).isEqualTo(409);
        assertThat(second.post("/api/v1/runs").bodyAsString()).contains("driver-1");
    }

    @Test
    void goesOnWithTheSameRunWithinFiveSecondsOfAKill() {
        DriverUnderTest first = first(Clock.systemUTC());
        String run = first.run();
        DriverUnderTest second = standby();

        first.kill();
        int before = rig.log.ticks().size();

        await().atMost(AT_MOST).until(() -> rig.log.ticks().size() > before);
        rig.awaitTicks(50);
        assertThat(second.run()).isEqualTo(run);
        assertThat(second.lease().getLong("fence")).isEqualTo(2);
        assertThat(second.figure("takeoversTotal")).isEqualTo(1);
        assertThat(rig.log.ticks()).extracting(tick -> tick.run().toString()).containsOnly(run);
        rig.log.assertExact();
    }

    @Test
    void aDriverThatStopsHandsOverAtOnce() {
        DriverUnderTest first = first(Clock.systemUTC());
        DriverUnderTest second = standby();

        first.stop();

        await().atMost(Lease.BEAT.multipliedBy(4)).until(second::holdsTheLease);
        rig.awaitTicks(50);
        rig.log.assertExact();
    }

    @Test
    void aHolderWithoutMongoGoesOnUntilItIsFencedAndThenStandsBy() {
        DriverUnderTest first = first(Clock.systemUTC());
        first.mongo().cut();
        rig.awaitTicks(100);
        assertThat(first.holdsTheLease()).isTrue();

        DriverUnderTest second = rig.driver("driver-2");

        await().until(second::holdsTheLease);
        await().until(() -> !first.holdsTheLease());
        assertThat(rig.log.refused()).isPositive();
        first.mongo().mend();
        await().until(() -> "driver-2".equals(first.lease().getString("holder")));
        rig.awaitTicks(50);
        rig.log.assertExact();

        second.kill();
        await().atMost(AT_MOST).until(first::holdsTheLease);
        rig.awaitTicks(50);
        rig.log.assertExact();
    }

    @Test
    void aFrozenDriverThatGoesOnStandsByItselfWithoutAWrongTick() {
        var clock = new FreezableClock();
        DriverUnderTest first = first(clock);
        DriverUnderTest second = standby();

        clock.freeze();
        await().atMost(AT_MOST).until(second::holdsTheLease);
        rig.add("TSLA", "BRK.B");
        rig.tellReady();
        await().until(() -> second.status().getJsonArray("symbols").contains("TSLA"));
        clock.thaw();

        await().until(() -> !first.holdsTheLease());
        assertThat(second.holdsTheLease()).isTrue();
        rig.awaitTicks(50);
        rig.log.assertExact();
    }

    @Test
    void aStoppedRunStaysStoppedWhoeverDrives() {
        DriverUnderTest first = first(Clock.systemUTC());
        assertThat(first.change("stop").statusCode()).isEqualTo(200);
        DriverUnderTest second = standby();
        first.kill();

        await().until(second::holdsTheLease);
        await().until(() -> "stopped".equals(second.state()));
        await().until(() -> rig.ledgers.stream().anyMatch(ledger -> ledger.fence() == 2));
        int stopped = rig.log.ticks().size();
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rig.log.ticks()).hasSize(stopped));
    }
}
