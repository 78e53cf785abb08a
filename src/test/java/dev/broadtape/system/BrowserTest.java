package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on the real jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final String APPLE = "#quotes tr[data-symbol=AAPL]";

    @TempDir
    static Path folder;

    private final Ports ports = new Ports();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Broadtape broadtape;
    private Playwright playwright;
    private Browser browser;
    private Page page;

    @BeforeAll
    void open() {
        broadtape = Broadtape.whole(folder, ports);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(FLAGS));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
        page.setDefaultTimeout((double) Broadtape.PATIENCE.toMillis());
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        await().atMost(Broadtape.PATIENCE)
                .ignoreExceptions()
                .until(() -> Broadtape.get(ports.of("dashboard"), "/").statusCode() == 200);
        page.navigate("http://127.0.0.1:%d/".formatted(ports.of("dashboard")));
    }

    private static Path executable() {
        return BROWSERS.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium at any of " + BROWSERS));
    }

    @AfterAll
    void close() {
        playwright.close();
        broadtape.close();
    }

    @Test
    void aPersonSeesPricesMoveAndTheTapeScroll() {
        until("document.querySelectorAll('#quotes tbody tr').length === 30");
        awaitAnotherPrice();
        assertThat(price()).matches("\\d+\\.\\d{2}");
        until("document.querySelector('#connection').dataset.state === 'live'");
        until("document.querySelectorAll('#tiers > li[data-ok=true]').length === 5");
        until("document.querySelector('#events tr[data-type]') !== null");
        String before = tapePosition();
        await().pollInSameThread().until(() -> !tapePosition().equals(before));

        until("Number.parseInt(document.querySelector('%s [data-field=volume]').textContent) >= 30".formatted(APPLE)
                + " && document.querySelectorAll('#chart canvas').length > 0");
        theLedgerCountsEveryTick();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("..", "..", "target", "tape.png")));
        assertThat(complaints).isEmpty();

        thePageComesBackWhenTheServerDoes();
    }

    private void theLedgerCountsEveryTick() {
        until("document.querySelector('#ledger-mark').textContent === 'ledger 0'");
        until("document.querySelectorAll('#ledger-ticks tr[data-residue=none]').length >= 4");
        until("document.querySelector('#ledger-browsers tr[data-residue=none] .note').textContent === 'you'");
        String before = ledgerFigures();
        await().atMost(Broadtape.PATIENCE)
                .pollInSameThread()
                .until(() -> !ledgerFigures().equals(before));
        assertThat(page.locator(".ledger tr[data-residue=some]").count()).isZero();
        JsonObject ledger = Broadtape.json(ports.of("dashboard"), "/api/v1/ledger");
        assertThat(ledger.getString("state")).isEqualTo("answered");
        assertThat(ledger.getLong("residue")).isZero();
        assertThat(ledger.getJsonObject("audience").getJsonObject("sum").getLong("residue"))
                .isZero();
    }

    private String ledgerFigures() {
        return page.locator("#ledger-ticks tr[data-kind=part] td:nth-child(5)")
                .allTextContents()
                .toString();
    }

    private String tapePosition() {
        return String.valueOf(page.evaluate("getComputedStyle(document.querySelector('#tape .track')).transform"));
    }

    private void thePageComesBackWhenTheServerDoes() {
        broadtape.kill();
        until("document.querySelector('#connection').dataset.state !== 'live'");
        until("document.querySelector('#ledger-mark').dataset.tone === 'unknown'");

        broadtape = Broadtape.whole(folder, ports);
        until("document.querySelector('#connection').dataset.state === 'live'");
        awaitAnotherPrice();
        until("document.querySelector('#ledger-mark').textContent === 'ledger 0'");
    }

    private String price() {
        return page.locator(APPLE + " [data-field=price]").textContent();
    }

    private void awaitAnotherPrice() {
        String before = price();
        await().atMost(Broadtape.PATIENCE).pollInSameThread().until(() -> !price().equals(before));
    }

    /** Waits from outside: the page's content security policy forbids what waits inside it. */
    private void until(String condition) {
        await().alias(condition)
                .atMost(Broadtape.PATIENCE)
                .pollInSameThread()
                .until(() -> Boolean.TRUE.equals(page.evaluate(condition)));
    }

    @Test
    void aBrowserThatConnectsAndNeverReadsHarmsNobody() throws Exception {
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), ports.of("dashboard"))) {
            silent.setReceiveBufferSize(4_096);
            String host = "127.0.0.1:" + ports.of("dashboard");
            silent.getOutputStream()
                    .write(("GET /eventbus/websocket HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            until("document.querySelectorAll('#quotes tbody tr').length === 30");
            awaitAnotherPrice();
            JsonObject health = Broadtape.json(ports.of("dashboard"), "/health");
            assertThat(health.getJsonObject("figures").getLong("clients")).isGreaterThanOrEqualTo(2);
        }
        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        Broadtape.get(ports.of("dashboard"), "/health/ready").statusCode() == 200);
    }
}
