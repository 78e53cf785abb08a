package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.Roster;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that are asked for over HTTP. */
class RunRequestTest {
    private static final String RUNS = "/api/v1/runs";

    private final Rig rig = new Rig();
    private DriverUnderTest driver;

    @BeforeEach
    void start() {
        rig.add("AAPL", "MSFT", "IBM", "GE", "KO", "TSLA");
        driver = rig.driver("driver-1", Rig.config(false), Clock.systemUTC());
        await().until(driver::holdsTheLease);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonObject request() {
        return new JsonObject()
                .put("run", "01936D2F-0000-7000-8000-000000000001")
                .put("symbols", new JsonArray(List.of("ibm", "AAPL", "GE")))
                .put("seed", 7)
                .put("interval", "PT0.05S")
                .put("from", "2026-01-05T14:30:00Z")
                .put("speed", "max")
                .put("length", 40);
    }

    @Test
    void nothingStartsByItselfWithoutAutostart() {
        await().until(() -> driver.status().getInteger("ready_symbols") == 6);
        rig.tellReady();

        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(rig.log.ticks()).isEmpty());
        assertThat(driver.status().getValue("run")).isNull();
    }

    @Test
    void beginsWhatWasAskedForAndFinishesByItself() {
        HttpResponse<Buffer> answer = driver.post(RUNS, request());

        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(201);
        JsonObject run = answer.bodyAsJsonObject();
        assertThat(answer.getHeader("Location")).isEqualTo(RUNS + "/" + run.getString("run"));
        assertThat(run.getMap())
                .containsAllEntriesOf(Map.of(
                        "state", "running",
                        "seed", 7,
                        "interval", "PT0.05S",
                        "from", "2026-01-05T14:30:00Z",
                        "speed", "max",
                        "length", 40));
        assertThat(run.getJsonArray("symbols")).containsExactly("AAPL", "GE", "IBM");
        await().until(() -> driver.state().equals("finished"));
        assertThat(rig.log.ticks()).hasSize(120);
        assertThat(rig.log.ticks()).extracting(Tick::timeMicros).contains(1_767_623_400_000_000L + 39 * 50_000);
        await().until(() -> rig.reasonOfLastStop().filter("finished"::equals).isPresent());
        await().until(() -> rig.ledgers.stream()
                .anyMatch(ledger -> ledger.partitions().stream()
                                .mapToLong(count -> count.acknowledged())
                                .sum()
                        == 120));
        rig.log.assertExact();
    }

    @Test
    void whatIsLeftOutIsAsConfigured() {
        HttpResponse<Buffer> answer = driver.post(RUNS);

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonObject run = answer.bodyAsJsonObject();
        assertThat(run.getMap())
                .containsAllEntriesOf(Map.of("seed", 42, "interval", "PT0.01S", "speed", 1, "mode", "random-walk"));
        assertThat(run.getJsonArray("symbols")).hasSize(6);
        rig.add("BRK.B");
        rig.tellReady();
        await().until(() -> driver.status().getJsonArray("symbols").contains("BRK.B"));
    }

    @Test
    void aFixedListIsJoinedByNobody() {
        driver.begin(new JsonObject().put("symbols", new JsonArray(List.of("AAPL"))));
        rig.awaitTicks(5);

        rig.tellReady();

        rig.awaitTicks(20);
        assertThat(driver.status().getJsonArray("symbols")).containsExactly("AAPL");
        rig.log.assertExact();
    }

    @Test
    void namesTheFieldThatIsWrong() {
        refuses("symbols", new JsonArray(List.of("AAPL", "ZZZZ")));
        refuses("symbols", new JsonArray());
        refuses("symbols", "AAPL");
        refuses("symbols", new JsonArray(List.of("no such!")));
        refuses("interval", "100ms");
        refuses("interval", "PT0S");
        refuses("interval", "PT2M");
        refuses("interval", 5);
        refuses("speed", 0);
        refuses("speed", 1_001);
        refuses("speed", "1e999999999");
        refuses("speed", "fast");
        refuses("speed", new JsonObject());
        refuses("length", 0);
        refuses("length", 1.5);
        refuses("length", "ten");
        refuses("length", 1_000_000_001L);
        refuses("run", "one");
        refuses("run", "1-1-1-1-1");
        refuses("seed", "x");
        refuses("seed", 0.5);
        refuses("from", "yesterday");
        refuses("from", "1969-12-31T23:59:59Z");
        refuses("from", "+999999-01-01T00:00:00Z");
        refuses("mode", "live");
        refuses("colour", "red");
        assertThat(driver.post(RUNS, new JsonObject().put("seed", 1)).statusCode())
                .isEqualTo(201);
    }

    private void refuses(String field, Object value) {
        HttpResponse<Buffer> answer = driver.post(RUNS, new JsonObject().put(field, value));

        assertThat(answer.statusCode()).as("%s: %s", field, value).isEqualTo(422);
        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo(field);
    }

    @Test
    void refusesASecondRunUntilTheFirstIsStopped() {
        String first = driver.begin(new JsonObject());
        rig.awaitTicks(20);
        assertThat(driver.post(RUNS).statusCode()).isEqualTo(409);
        assertThat(driver.change("pause").statusCode()).isEqualTo(200);
        assertThat(driver.post(RUNS).statusCode()).isEqualTo(409);
        assertThat(driver.post(RUNS).bodyAsString()).contains(first);

        assertThat(driver.change("stop").bodyAsJsonObject().getString("state")).isEqualTo("stopped");
        assertThat(driver.change("resume").statusCode()).isEqualTo(409);

        String second = driver.begin(new JsonObject());
        assertThat(second).isNotEqualTo(first);
        rig.awaitTicks(20);
        rig.log.assertExact();
        assertThat(driver.json(RUNS).getInteger("count")).isEqualTo(2);
    }

    @Test
    void aRunningTapeIsStoppedToTheLastTickBeforeTheNextBegins() {
        driver.begin(request().put("speed", 20).put("length", 100_000));
        rig.awaitTicks(50);

        assertThat(driver.change("stop").statusCode()).isEqualTo(200);
        driver.begin(new JsonObject());

        long width = rig.log.ticks(UUID.fromString(request().getString("run"))).values().stream()
                .mapToLong(List::size)
                .sum();
        assertThat(width % 3).as("all three symbols end with the same slice").isZero();
        rig.log.assertExact();
    }

    @Test
    void theSameRequestAgainOnlyFindsTheRun() {
        driver.begin(request());

        HttpResponse<Buffer> again = driver.post(RUNS, request());
        assertThat(again.statusCode()).isEqualTo(200);
        await().until(() -> driver.state().equals("finished"));
        assertThat(driver.post(RUNS, request()).bodyAsJsonObject().getString("state"))
                .isEqualTo("finished");
        assertThat(driver.post(RUNS, request().put("seed", 8)).statusCode()).isEqualTo(409);
        assertThat(rig.log.ticks()).hasSize(120);
    }

    @Test
    void aRunThatWasStoredAndNeverOnIsBegunWhenItIsAskedForAgain() {
        RunRequest asked = RunBody.read(request());
        Mongo mongo = rig.mongo();
        var way = new Way(
                rig.vertx,
                Rig.node("driver-0", Clock.systemUTC()),
                new Roster(rig.vertx, System::nanoTime, () -> {}),
                0,
                8,
                new LongAdder(),
                why -> {});
        Run orphan = new Draft(way, Rig.config(false)).run(asked, rig.ready);
        assertThat(new Runs(mongo).insert(orphan).await()).isTrue();

        assertThat(driver.post(RUNS, request()).statusCode()).isEqualTo(201);

        await().until(() -> driver.state().equals("finished"));
        assertThat(rig.log.ticks()).hasSize(120);
    }

    @Test
    void aRunThatIsAskedForWhenTheLeaseIsLostIsForgotten() {
        var claims = new Claims(rig.mongo());
        await().until(() -> {
            Claim seen = claims.read().await().orElseThrow();
            return claims.takeOver(seen, seen.next("driver-9", UUID.randomUUID()))
                    .await();
        });

        assertThat(driver.post(RUNS, request()).statusCode()).isEqualTo(409);

        await().until(() -> !driver.holdsTheLease());
        assertThat(driver.json(RUNS).getInteger("count")).isZero();
        assertThat(rig.log.ticks()).isEmpty();
    }

    @Test
    void atSpeedMaxTheWindowIsTheLimit() {
        rig.receivers.forEach(receiver -> receiver.hold(true));
        driver.begin(request().put("length", 1_000_000));

        long partitions = List.of("IBM", "AAPL", "GE").stream()
                .map(symbol -> Partitions.of(symbol, 4))
                .distinct()
                .count();
        await().untilAsserted(() -> assertThat(driver.figure("framesInFlight")).isEqualTo(8 * partitions));
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(driver.figure("framesInFlight")).isEqualTo(8 * partitions));
        rig.receivers.forEach(receiver -> receiver.hold(false));
        rig.awaitTicks(100_000);
        assertThat(rig.log.largestFrame()).isBetween(1_024, Schedule.FRAME_TICKS);
        assertThat(driver.change("pause").statusCode()).isEqualTo(200);
        rig.log.assertExact();
    }
}
