package dev.broadtape.dashboard;

import static dev.broadtape.contract.Contract.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Ledger;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerFeedTest {
    private static final String[] SYMBOLS =
            IntStream.range(0, 500).mapToObj(i -> "S" + i).toArray(String[]::new);

    @RegisterExtension
    final Running dashboard = new Running();

    private final Tape tape = new Tape();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void tellsBrowsersEachSecondWhereEveryTickIs() throws Exception {
        dashboard.start();
        answer(12);
        try (var browser = BusSocket.raw(dashboard.port).register(Addresses.LEDGER)) {
            JsonObject told = nextWith(browser, "answered");
            assertThat(told.getLong("residue")).isEqualTo(12);
            assertThat(told.getJsonArray("runs").getJsonObject(0).getString("run"))
                    .isEqualTo(Tape.RUN.toString());
            assertThat(told.getLong("you")).isEqualTo(1);
        }
    }

    @Test
    void asksNobodyWhileNobodyWatchesButAnswersARequest() throws Exception {
        dashboard.start();
        answer(0);
        assertThat(dashboard.json("/api/v1/ledger").getString("state")).isEqualTo("answered");
        int before = asked.get();
        assertThat(before).isEqualTo(1);

        awaitSeconds(3);
        assertThat(asked).hasValue(before);
    }

    @Test
    void saysWhenNoReceiverAnswers() throws Exception {
        dashboard.start();
        try (var browser = BusSocket.raw(dashboard.port).register(Addresses.LEDGER)) {
            assertThat(browser.next(Addresses.LEDGER).getString("state")).isEqualTo("asking");
            JsonObject told = nextWith(browser, "silent");
            assertThat(told.containsKey("runs")).isFalse();
            assertThat(dashboard.json("/api/v1/ledger").getString("state")).isEqualTo("silent");

            answer(0);
            assertThat(nextWith(browser, "answered").getLong("residue")).isZero();
        }
    }

    @Test
    void accountsForEachTickOfABrowserThatKeepsUp() throws Exception {
        dashboard.start();
        dashboard.publish(tape.frame("AAPL", "MSFT"));
        await().until(() -> dashboard.figure("ticksIn") == 2);
        try (var browser =
                BusSocket.sockJs(dashboard.port).register(Addresses.FRAMES).ask(Addresses.SNAPSHOT, "reply-1")) {
            browser.next("reply-1");
            for (int i = 0; i < 20; i++) {
                dashboard.publish(tape.frame("AAPL", "MSFT", "AAPL"));
            }
            long quotes = 0;
            for (long ticks = 0; ticks < 60; ) {
                JsonObject frame = browser.next(Addresses.FRAMES);
                ticks += frame.getLong("ticks");
                quotes += frame.getJsonArray("quotes").size();
            }
            JsonObject account = onlyAccount();
            assertThat(account.getLong("heard")).isEqualTo(60);
            assertThat(account.getLong("delivered")).isEqualTo(quotes);
            assertThat(account.getLong("conflated")).isEqualTo(60 - quotes);
            assertThat(account.getLong("residue")).isZero();
        }
        await().until(() -> accounts().isEmpty());
    }

    /** It stops reading until it is skipped, then reads on, sees the gap, and asks for a snapshot, as the page does. */
    @Test
    void accountsForEachTickOfABrowserThatFallsBehindAndReturns() throws Exception {
        dashboard.start();
        try (var browser =
                BusSocket.raw(dashboard.port).register(Addresses.FRAMES).ask(Addresses.SNAPSHOT, "reply-1")) {
            browser.next("reply-1");
            long published = floodUntilSkipped();
            long quotes = quotesUntilGap(browser);
            assertThat(onlyAccount().getLong("residue")).isZero();

            browser.ask(Addresses.SNAPSHOT, "reply-2");
            assertThat(browser.next("reply-2").getJsonArray("quotes")).hasSize(SYMBOLS.length);
            await().until(() -> onlyAccount().getLong("pending") == 0);
            JsonObject account = onlyAccount();
            assertThat(account.getLong("heard")).isEqualTo(published);
            assertThat(account.getLong("delivered")).isEqualTo(quotes).isLessThan(published);
            assertThat(account.getLong("delivered") + account.getLong("conflated"))
                    .isEqualTo(published);
            assertThat(account.getLong("residue")).isZero();
            assertThat(dashboard.figure("browserResidue")).isZero();
        }
    }

    private void awaitSeconds(int seconds) {
        var told = new AtomicInteger();
        dashboard.vertx.eventBus().localConsumer(Addresses.STATUS, message -> told.incrementAndGet());
        await().until(() -> told.get() >= seconds);
    }

    private long floodUntilSkipped() throws Exception {
        long published = 0;
        while (dashboard.figure("skipped") < 3) {
            dashboard.publish(tape.frame(SYMBOLS));
            published += SYMBOLS.length;
            long all = published;
            await().until(() -> dashboard.figure("ticksIn") == all);
        }
        return published;
    }

    /** All quotes that came, up to the first frame that shows a gap, which carries none: the tape stands. */
    private static long quotesUntilGap(BusSocket browser) throws IOException {
        long quotes = 0;
        JsonObject frame = browser.next(Addresses.FRAMES);
        for (long to = frame.getLong("from") - 1; frame.getLong("from") <= to + 1; ) {
            quotes += frame.getJsonArray("quotes").size();
            to = frame.getLong("to");
            frame = browser.next(Addresses.FRAMES);
        }
        assertThat(frame.getLong("ticks")).isZero();
        return quotes;
    }

    private JsonArray accounts() throws Exception {
        return dashboard.json("/api/v1/ledger").getJsonObject("audience").getJsonArray("browsers");
    }

    private JsonObject onlyAccount() throws Exception {
        JsonArray accounts = accounts();
        assertThat(accounts).hasSize(1);
        return accounts.getJsonObject(0);
    }

    private static JsonObject nextWith(BusSocket browser, String state) throws IOException {
        JsonObject told = browser.next(Addresses.LEDGER);
        for (int seconds = 0; !state.equals(told.getString("state")); seconds++) {
            assertThat(seconds).isLessThan(10);
            told = browser.next(Addresses.LEDGER);
        }
        return told;
    }

    private void answer(long residue) throws Exception {
        var partition = new Ledger.OfPartition(
                0,
                100,
                100,
                100,
                100 - residue,
                residue,
                Optional.of("store → kafka").filter(hop -> residue > 0));
        Ledger ledger = Ledger.of(
                Instant.parse("2026-11-24T14:30:00Z"),
                List.of(new Ledger.OfRun(Tape.RUN, residue, List.of(partition))));
        Running.await(LEDGER.answerWith(dashboard.vertx.eventBus(), question -> {
                    asked.incrementAndGet();
                    return Future.succeededFuture(ledger);
                })
                .completion());
    }
}
