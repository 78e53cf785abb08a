package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Tick;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The claim: id, seed, symbols, time and interval decide every tick, whatever happens on the way. */
class RepeatTest {
    private static final UUID RUN = UUID.fromString("01936d2f-0000-7000-8000-000000000002");
    private static final List<String> SYMBOLS = List.of("AAPL", "GE", "IBM", "KO", "MSFT", "TSLA");
    private static final int SLICES = 4_000;

    private static JsonObject request() {
        return new JsonObject()
                .put("run", RUN.toString())
                .put("symbols", new JsonArray(SYMBOLS))
                .put("seed", -3)
                .put("interval", "PT0.1S")
                .put("from", "2026-01-05T14:30:00Z")
                .put("length", SLICES);
    }

    @Test
    void twoFreshEnvironmentsGiveTheSameTicksWithAndWithoutFailures() {
        Map<Integer, List<Tick>> undisturbed = undisturbed();
        Map<Integer, List<Tick>> disturbed = disturbed();

        assertThat(undisturbed.values().stream().mapToInt(List::size).sum()).isEqualTo(SLICES * SYMBOLS.size());
        assertThat(disturbed.equals(undisturbed)).isTrue();
    }

    private static Rig rig() {
        var rig = new Rig();
        rig.add(SYMBOLS.toArray(String[]::new));
        return rig;
    }

    private static DriverUnderTest driver(Rig rig, String name) {
        return rig.driver(name, Rig.config(false), Clock.systemUTC());
    }

    private static Map<Integer, List<Tick>> undisturbed() {
        try (Rig rig = rig()) {
            DriverUnderTest driver = driver(rig, "driver-1");
            await().until(driver::holdsTheLease);
            driver.begin(request().put("speed", "max"));
            await().until(() -> driver.state().equals("finished"));
            rig.log.assertExact();
            return rig.log.ticks(RUN);
        }
    }

    private static Map<Integer, List<Tick>> disturbed() {
        try (Rig rig = rig()) {
            DriverUnderTest first = driver(rig, "driver-1");
            await().until(first::holdsTheLease);
            first.begin(request().put("speed", 40));
            rig.awaitTicks(200);
            rig.receivers.forEach(receiver -> receiver.failNext(10));
            rig.receiver("receiver-2");
            rig.awaitTicks(200);
            await().until(() -> first.change("pause").statusCode() == 200);
            DriverUnderTest second = driver(rig, "driver-2");
            await().until(() -> second.lease().getString("holder") != null);
            first.kill();
            await().until(() -> second.holdsTheLease() && second.status().getValue("run") != null);
            await().until(() -> second.change("resume").statusCode() == 200);
            rig.awaitTicks(200);
            rig.receivers.get(0).leave();
            await().atMost(Duration.ofSeconds(60)).until(() -> second.state().equals("finished"));
            rig.log.assertExact();
            return rig.log.ticks(RUN);
        }
    }
}
