package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.JobProgress;
import dev.broadtape.contract.TierStatus;
import dev.broadtape.contract.TierStatus.Check;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final Audience NOBODY = new Audience() {
        @Override
        public int clients() {
            return 0;
        }

        @Override
        public long skipped() {
            return 0;
        }
    };

    private final HandClock clock = new HandClock();
    private final Tape tape = new Tape();
    private final Screen screen = new Screen(clock, Duration.ofMillis(100), NOBODY);

    @Test
    void countsIntervalsWithoutAGapWhateverTheyBring() {
        var random = new Random(11);
        long last = 0;
        for (int interval = 1; interval <= 500; interval++) {
            if (random.nextInt(4) == 0) {
                screen.hear(tape.frame("AAPL"));
            }
            Optional<Frame> frame = screen.endInterval();
            if (frame.isPresent()) {
                assertThat(frame.get().from()).isEqualTo(last + 1);
                assertThat(frame.get().to()).isEqualTo(interval);
                last = frame.get().to();
            }
        }
        assertThat(last).isPositive();
    }

    @Test
    void tellsInEachFrameHowManyTicksWereHeardUpToIt() {
        screen.hear(tape.frame("AAPL", "AAPL"));
        JsonObject first = screen.endInterval().orElseThrow().json();
        screen.hear(tape.frame("MSFT"));

        assertThat(first.getLong("heard")).isEqualTo(2);
        assertThat(first.getLong("conflated")).isEqualTo(1);
        assertThat(screen.snapshot().getLong("heard")).isEqualTo(2);
        assertThat(screen.board().heard()).isEqualTo(3);
        assertThat(screen.endInterval().orElseThrow().heard()).isEqualTo(3);
    }

    @Test
    void tellsAStillTapeOnceASecond() {
        long frames = 0;
        for (int interval = 0; interval < 100; interval++) {
            frames += screen.endInterval().stream().count();
        }
        assertThat(frames).isEqualTo(10);
    }

    @Test
    void measuresTheLastSecond() {
        screen.hear(tape.frame("AAPL", "AAPL", "MSFT", "AAPL"));
        screen.endInterval();
        clock.forward(Duration.ofMillis(500));
        screen.endSecond();

        assertThat(screen.rates())
                .isEqualTo(new JsonObject()
                        .put("ticksPerSecond", 8L)
                        .put("framesPerSecond", 2L)
                        .put("conflatedPerSecond", 4L)
                        .put("clients", 0)
                        .put("skipped", 0L));
    }

    @Test
    void samplesEachPriceOnceASecondAndStopsWithTheTape() {
        for (int second = 0; second < Sparks.SAMPLES + 5; second++) {
            screen.hear(tape.frame("AAPL"));
            endSecond();
        }
        screen.hear(tape.frame("MSFT"));
        endSecond();
        endSecond();

        JsonObject spark = screen.snapshot().getJsonObject("spark");
        assertThat(spark.getJsonArray("times")).hasSize(Sparks.SAMPLES);
        assertThat(prices(spark, "AAPL")).hasSize(Sparks.SAMPLES).endsWith(100.0064, 100.0065, 100.0065);
        assertThat(prices(spark, "MSFT")).containsExactly(100.0066);
    }

    @Test
    void saysHowLongATierHasBeenSilentAndForgetsItAfterAMinute() {
        screen.hear(status("receiver", new Check("kafka", true, "ok")));
        assertThat(onlyTier().getBoolean("ok")).isTrue();

        clock.forward(Duration.ofSeconds(7));
        assertThat(onlyTier().getBoolean("ok")).isFalse();
        assertThat(onlyTier().getString("detail")).isEqualTo("no word for 7 s");

        clock.forward(Duration.ofSeconds(54));
        screen.endSecond();
        assertThat(screen.status().getJsonArray("tiers")).isEmpty();
    }

    @Test
    void keepsOneWordOfEachTierAndNode() {
        screen.hear(status("receiver", new Check("kafka", true, "ok")));
        screen.hear(status("receiver", new Check("kafka", false, "connection refused")));

        assertThat(onlyTier().getBoolean("ok")).isFalse();
        assertThat(onlyTier().getJsonArray("checks").getJsonObject(0).getString("detail"))
                .isEqualTo("connection refused");
    }

    @Test
    void keepsApartTheNodesOfOneTier() {
        for (String node : List.of("receiver-1", "receiver-2")) {
            screen.hear(new TierStatus(TierStatus.VERSION, "receiver", node, "", clock.instant(), List.of(), Map.of()));
        }

        assertThat(screen.status().getJsonArray("tiers"))
                .extracting(tier -> ((JsonObject) tier).getString("node"))
                .containsExactly("receiver-1", "receiver-2");
    }

    @Test
    void keepsTheLastEventsAndTellsOnlySoManyASecond() {
        long told = 0;
        for (int i = 1; i <= 60; i++) {
            told += screen.hear(event(i)).stream().count();
        }
        assertThat(told).isEqualTo(EventLog.TOLD_PER_SECOND);
        assertThat(screen.counts().getLong("eventsOmitted")).isEqualTo(40);
        JsonArray kept = screen.snapshot().getJsonArray("events");
        assertThat(kept).hasSize(EventLog.KEPT);
        assertThat(kept.getJsonObject(49).getString("eventId")).isEqualTo(id(60).toString());
        assertThat(kept.getJsonObject(49).getString("symbol")).isEqualTo("AAPL");

        endSecond();
        assertThat(screen.hear(event(61)).orElseThrow().getLong("omitted")).isEqualTo(40);
    }

    @Test
    void takesAnEventOnlyOnce() {
        assertThat(screen.hear(event(1))).isPresent();
        assertThat(screen.hear(event(1))).isEmpty();
        assertThat(screen.snapshot().getJsonArray("events")).hasSize(1);
    }

    @Test
    void givesTheSnapshotTheNumberOfTheLastFrame() {
        screen.hear(tape.frame("AAPL"));
        long to = screen.endInterval().orElseThrow().to();

        JsonObject snapshot = screen.snapshot();
        assertThat(snapshot.getLong("frame")).isEqualTo(to);
        assertThat(snapshot.getLong("heard")).isEqualTo(1);
        assertThat(snapshot.getJsonArray("quotes")).hasSize(1);
        assertThat(snapshot.getJsonObject("config").getLong("frameIntervalMillis"))
                .isEqualTo(100);
    }

    private void endSecond() {
        screen.endInterval();
        clock.forward(Duration.ofSeconds(1));
        screen.endSecond();
    }

    private JsonObject onlyTier() {
        JsonArray tiers = screen.status().getJsonArray("tiers");
        assertThat(tiers).hasSize(1);
        return tiers.getJsonObject(0);
    }

    private static List<Double> prices(JsonObject spark, String symbol) {
        return spark.getJsonObject("prices").getJsonArray(symbol).stream()
                .map(price -> ((Number) price).doubleValue())
                .toList();
    }

    private TierStatus status(String tier, Check check) {
        return new TierStatus(TierStatus.VERSION, tier, "n1", "", clock.instant(), List.of(check), Map.of());
    }

    private DomainEvent event(int number) {
        return DomainEvent.of(
                id(number),
                "ingest",
                clock.instant(),
                "trace",
                Optional.empty(),
                new EventData.CompanyInfoUpdated("AAPL", "Apple", "history"));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    @Test
    void showsAJobUntilAMomentAfterItIsOver() {
        screen.hear(job("running", 1));
        clock.forward(JobBoard.FORGOTTEN);
        screen.endSecond();
        assertThat(jobs()).containsExactly("running");
        screen.hear(job("finished", 3));

        clock.forward(JobBoard.SHOWN_WHEN_OVER);
        screen.endSecond();
        assertThat(jobs()).containsExactly("finished");
        clock.forward(Duration.ofSeconds(1));
        screen.endSecond();
        assertThat(jobs()).isEmpty();
    }

    @Test
    void showsOnlySoManyJobs() {
        for (int job = 0; job <= JobBoard.MAX_JOBS; job++) {
            screen.hear(new JobProgress(1, "job-" + job, "ingest-1", "running", 3, job, 0, Optional.of("AAPL")));
        }

        assertThat(screen.status().getJsonArray("jobs")).hasSize(JobBoard.MAX_JOBS);
        assertThat(screen.status().getJsonArray("jobs").getJsonObject(0).getString("jobId"))
                .isEqualTo("job-1");
    }

    private static JobProgress job(String state, int succeeded) {
        return new JobProgress(1, "job", "ingest-1", state, 3, succeeded, 0, Optional.empty());
    }

    private List<String> jobs() {
        return screen.status().getJsonArray("jobs").stream()
                .map(job -> ((JsonObject) job).getString("state"))
                .toList();
    }
}
