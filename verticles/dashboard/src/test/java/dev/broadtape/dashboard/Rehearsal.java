package dev.broadtape.dashboard;

import static dev.broadtape.contract.Contract.EVENTS;
import static dev.broadtape.contract.Contract.LEDGER;
import static dev.broadtape.contract.Contract.STATUS;
import static dev.broadtape.contract.Contract.TICKS;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Ledger;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import dev.broadtape.contract.TierStatus;
import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.kit.Node;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * A dashboard with somebody on the other end of the bus, to look at the page while it is worked on: {@code main [port]
 * [webroot] [silent|ticks a symbol each 100 ms] [exact|short|mute]}; the last says how the ledger is:
 * a mute one soon answers no more.
 */
final class Rehearsal {
    private static final Map<String, Integer> CLOSES = closes(
            "AAPL 23145 ADBE 51230 AMD 16420 AMGN 28810 AMZN 21975 AVGO 33260 BA 18790 BRK.B 47110 CAT 39880 COST 93240"
                    + " CRM 28830 CSCO 6015 CVX 15540 DIS 11230 GE 28450 GOOGL 19870 GS 61290 HD 40120 IBM 24210"
                    + " INTC 2430 JNJ 15630 JPM 24620 KO 6320 META 60340 MSFT 42850 NFLX 87210 NVDA 13890 ORCL 18760"
                    + " PG 17320 TSLA 34590");

    private static final int MUTE_AFTER = 15;

    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random(7);
    private final UUID run = UuidCreator.getTimeOrderedEpoch();
    private final int ticksEach;
    private final String ledger;
    private final Map<String, Long> pricesE4 = new LinkedHashMap<>();
    private final long[] sequences = new long[4];
    private long slice;
    private int answers;

    private Rehearsal(Vertx vertx, int ticksEach, String ledger) {
        this.vertx = vertx;
        this.ticksEach = ticksEach;
        this.ledger = ledger;
        CLOSES.forEach((symbol, cents) -> pricesE4.put(symbol, cents * 100L));
    }

    public static void main(String[] args) {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 3000;
        String webroot = args.length > 1 ? args[1] : "";
        boolean silent = args.length > 2 && args[2].equals("silent");
        int ticksEach = args.length > 2 && !silent ? Integer.parseInt(args[2]) : 1;
        String ledger = args.length > 3 ? args[3] : "exact";
        var vertx = Vertx.vertx();
        var node = new Node(
                "dashboard-1",
                "127.0.0.1",
                "0.1.0",
                Clock.systemUTC(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        var config = new DashboardConfig(port, Duration.ofMillis(100), webroot, List.of(), 1_000);
        vertx.deployVerticle(new DashboardVerticle(node, config))
                .onFailure(Throwable::printStackTrace)
                .onSuccess(id -> new Rehearsal(vertx, ticksEach, ledger).start(silent));
    }

    private static Map<String, Integer> closes(String text) {
        var closes = new LinkedHashMap<String, Integer>();
        String[] words = text.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            closes.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return closes;
    }

    private void start(boolean silent) {
        if (silent) {
            return;
        }
        vertx.setPeriodic(100, id -> tick());
        vertx.setPeriodic(1_000, id -> speakOfTiers());
        vertx.setPeriodic(4_000, id -> tell(anEvent()));
        LEDGER.answerWith(vertx.eventBus(), question -> answer());
        tell(new EventData.StreamingReady(30, 5));
        tell(new EventData.StreamingStarted(run, 20261124, TickSource.LIVE, 30, 100_000));
    }

    private void tick() {
        slice++;
        Map<Integer, List<Tick>> byPartition = new LinkedHashMap<>();
        for (int i = 0; i < ticksEach; i++) {
            pricesE4.replaceAll((symbol, priceE4) -> step(priceE4));
            CLOSES.keySet().stream().filter(symbol -> random.nextInt(10) < 7).forEach(symbol -> {
                int partition = Partitions.of(symbol, 4);
                byPartition
                        .computeIfAbsent(partition, p -> new ArrayList<>())
                        .add(tick(symbol, partition, ++sequences[partition]));
            });
        }
        byPartition.forEach((partition, ticks) -> TICKS.publish(
                vertx.eventBus(),
                new TickFrame(
                        run,
                        20261124,
                        1,
                        slice,
                        partition,
                        TickSource.LIVE,
                        ticks.get(0).sequence(),
                        0,
                        ticks)));
    }

    private long step(long priceE4) {
        long cents = Math.round(random.nextGaussian() * priceE4 / 1_800_000);
        return priceE4 + cents * 100;
    }

    private Tick tick(String symbol, int partition, long sequence) {
        long priceE4 = pricesE4.getOrDefault(symbol, 0L);
        return new Tick(
                run,
                partition,
                sequence,
                TickSource.LIVE,
                symbol,
                Exchange.micros(clock.instant()),
                priceE4,
                priceE4 - 100,
                priceE4 + 100,
                random.nextLong(1, 12) * 100,
                priceE4 - CLOSES.getOrDefault(symbol, 0) * 100L);
    }

    private void speakOfTiers() {
        status("ingest", 1, 8000, new Check("mongo", true, "ok"), new Check("redis", true, "ok"));
        for (int node = 1; node <= 2; node++) {
            status("driver", node, 8000 + node, new Check("mongo", true, "ok"), new Check("receiver", true, "ok"));
            status("receiver", node, 8002 + node, new Check("kafka", true, "ok"), new Check("store", true, "ok"));
        }
        status(
                "bridge",
                1,
                0,
                new Check("sns", false, "connection refused: 127.0.0.1:9911"),
                new Check("kafka", true, "ok"));
    }

    private Future<Ledger> answer() {
        answers++;
        return ledger.equals("mute") && answers > MUTE_AFTER
                ? Future.failedFuture(Fault.unavailable("mute"))
                : Future.succeededFuture(ledger());
    }

    /** An earlier run that has ended, and the one that is running, some ticks of which are always on their way. */
    private Ledger ledger() {
        boolean isShort = ledger.equals("short");
        return Ledger.of(
                clock.instant(),
                List.of(
                        ofRun(run, sequences, 300, isShort ? 12 : 0),
                        ofRun(
                                new UUID(0x01938b7a_2c4d_7000L, 7),
                                new long[] {612_088, 480_112, 733_904, 521_340},
                                0,
                                0)));
    }

    private static Ledger.OfRun ofRun(UUID run, long[] generated, long onTheirWay, long missing) {
        var partitions = new ArrayList<Ledger.OfPartition>();
        for (int partition = 0; partition < generated.length; partition++) {
            long residue = partition == 2 ? missing : 0;
            long stored = Math.max(0, generated[partition] - onTheirWay / 3);
            long inKafka = Math.max(0, generated[partition] - onTheirWay) - residue;
            partitions.add(new Ledger.OfPartition(
                    partition,
                    generated[partition],
                    Math.max(0, generated[partition] - onTheirWay / 2),
                    stored,
                    inKafka,
                    residue,
                    Optional.of("store → kafka").filter(hop -> residue > 0)));
        }
        return new Ledger.OfRun(run, missing, partitions);
    }

    private void status(String tier, int node, int port, Check... checks) {
        String url = port == 0 ? "" : "http://127.0.0.1:" + port;
        STATUS.publish(
                vertx.eventBus(),
                new TierStatus(
                        TierStatus.VERSION, tier, tier + "-" + node, url, clock.instant(), List.of(checks), Map.of()));
    }

    private EventData anEvent() {
        List<String> symbols = List.copyOf(CLOSES.keySet());
        String symbol = symbols.get(random.nextInt(symbols.size()));
        return switch (random.nextInt(4)) {
            case 0 ->
                new EventData.StockDataLoaded(
                        symbol, 100, clock.instant().minus(Duration.ofDays(144)), clock.instant(), "history");
            case 1 -> new EventData.CompanyInfoUpdated(symbol, "The " + symbol + " Company", "history");
            case 2 -> new EventData.HealthCheck("bridge", "bridge-1", "sns", false, "connection refused");
            default -> new EventData.ErrorOccurred("alphavantage", "rate limit reached", Optional.of(symbol));
        };
    }

    private void tell(EventData data) {
        EVENTS.publish(
                vertx.eventBus(),
                DomainEvent.of(UUID.randomUUID(), "ingest", clock.instant(), "trace", Optional.empty(), data));
    }
}
