package dev.broadtape.ingest;

import static dev.broadtape.ingest.FakeAlphaVantage.FAST;
import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.broadtape.contract.Bar;
import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.fetch.Attempt;
import dev.broadtape.ingest.fetch.Caller;
import dev.broadtape.ingest.fetch.Ears;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.fetch.Want;
import dev.broadtape.ingest.provider.CsvConfig;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.provider.Providers;
import dev.broadtape.ingest.store.Patience;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Files of bars, from a folder and over HTTP. */
class CsvSourceTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @TempDir
    Path folder;

    @Test
    void loadsTheFilesOfAFolderAndSaysWithEachBarWhereItIsFrom() throws IOException {
        Files.write(folder.resolve("IBM.csv"), Recordings.of("csv/yahoo.csv").getBytes());
        rig.start(rig.config(
                List.of("csv", "history"),
                List.of("IBM", "KO"),
                FakeAlphaVantage.config("http://127.0.0.1:1", 25),
                folder.toString()));
        rig.filled(2);

        assertThat(rig.json("/api/v1/stocks").getJsonArray("stocks").stream().map(Object::toString))
                .anyMatch(stock -> stock.contains("\"IBM\"") && stock.contains("\"source\":\"csv\""))
                .anyMatch(stock -> stock.contains("\"KO\"") && stock.contains("\"source\":\"history\""));
        assertThat(rig.json("/stock-data/IBM?limit=1")
                        .getJsonArray("data")
                        .getJsonObject(0)
                        .getInteger("volume"))
                .isEqualTo(11_909_005);
        eventually(() -> rig.json("/status")
                        .getJsonObject("connections")
                        .getJsonArray("providers")
                        .size()
                == 2);
    }

    @Test
    void sumsAFileOfMinutesThatIsLargerThanAnyBufferAndSaysHowFarItIs() throws IOException {
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        var logger = (Logger) LoggerFactory.getLogger("dev.broadtape.ingest.fetch");
        logger.setLevel(Level.INFO);
        logger.addAppender(heard);
        int days = minutes(folder.resolve("BIG.csv"), 17L * 1024 * 1024);

        List<Bar> bars = bars(new CsvConfig(folder.toString(), ""), "BIG");

        assertThat(bars).hasSize(days);
        assertThat(bars.get(0)).isEqualTo(new Bar(bars.get(0).startMicros(), 20_000, 30_000, 10_000, 20_000, 3_910));
        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("50 % of "));
    }

    @Test
    void readsFilesOverHttpAndFollowsRedirects() {
        HttpServer server = await(rig.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/old/ibm.csv")) {
                        request.response()
                                .putHeader("Location", "/new/IBM")
                                .setStatusCode(302)
                                .end();
                    } else {
                        request.response().end(Recordings.of("csv/stooq.csv"));
                    }
                })
                .listen(0, "127.0.0.1"));

        String url = "http://127.0.0.1:%d/old/{lower}.csv".formatted(server.actualPort());

        assertThat(bars(new CsvConfig("", url), "IBM")).hasSize(100);
    }

    private List<Bar> bars(CsvConfig csv, String symbol) {
        var config = rig.history(List.of("IBM"));
        var patience = new Patience(rig.vertx);
        var outside = new Fetcher.Outside(
                rig.vertx, rig.node, new RedisLink(rig.vertx, rig.redisConfig()), new Deaf(), patience::until);
        var providers = Providers.create(List.of("csv"), new Providers.Settings(config.alphavantage(), csv));
        return rig.run(() -> new Fetcher(providers, FAST, outside)
                        .bars(new Want(Caller.READER, symbol, OutputSize.FULL, Optional.empty(), Optional.empty())))
                .series()
                .bars();
    }

    /** Writes minutes of whole days until the file is so large; returns how many days. */
    private static int minutes(Path file, long size) throws IOException {
        int days = 0;
        long written = 0;
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("timestamp,open,high,low,close,volume\n");
            for (LocalDate day = LocalDate.of(2001, 1, 1); written < size; day = day.plusDays(1)) {
                for (int minute = 0; minute <= 390; minute++) {
                    LocalTime time = LocalTime.of(9, 30).plusMinutes(minute);
                    String line = "%s %s:00,2.0000,3.0000,1.0000,2.0000,10\n".formatted(day, time);
                    out.write(line);
                    written += line.length();
                }
                days++;
            }
        }
        return days;
    }

    /** Hears nothing. */
    private static final class Deaf implements Ears {
        @Override
        public Future<Void> attempted(Attempt attempt) {
            return Future.succeededFuture();
        }

        @Override
        public void limited(String provider, Instant until) {}

        @Override
        public void refused(String provider, String why) {}
    }
}
