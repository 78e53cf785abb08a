package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.json.JsonObject;
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
    private Broadtape broadtape = Broadtape.whole(folder, ports);
    private Playwright playwright;
    private Browser browser;
    private Page page;

    @BeforeAll
    void open() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setHeadless(true)
                        .setArgs(FLAGS));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
        page.setDefaultTimeout(Broadtape.PATIENCE.toMillis());
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
        page.waitForFunction("document.querySelectorAll('#quotes tbody tr').length === 30");
        String before = price();
        page.waitForFunction(
                "old => document.querySelector('%s [data-field=price]').textContent !== old".formatted(APPLE), before);
        assertThat(price()).matches("\\d+\\.\\d{2}");

        page.waitForFunction("document.querySelector('#connection').dataset.state === 'live'");
        page.waitForFunction("document.querySelectorAll('#tiers [data-ok=true], #tiers [data-state=up]').length > 0");
        page.waitForFunction("document.querySelectorAll('#events tbody tr, #events li').length > 0");
        String position = tapePosition();
        page.waitForFunction("old => (" + TAPE + ") !== old", position);

        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("basedir"), "..", "..", "target", "tape.png")));
        assertThat(complaints).isEmpty();

        thePageComesBackWhenTheServerDoes();
    }

    private static final String TAPE = "JSON.stringify([...document.querySelectorAll('#tape *')]"
            + ".map(e => getComputedStyle(e).transform).filter(t => t !== 'none'))";

    private String tapePosition() {
        return String.valueOf(page.evaluate(TAPE));
    }

    private String price() {
        return page.locator(APPLE + " [data-field=price]").textContent();
    }

    private void thePageComesBackWhenTheServerDoes() {
        broadtape.kill();
        page.waitForFunction("document.querySelector('#connection').dataset.state !== 'live'");

        broadtape = Broadtape.whole(folder, ports);
        page.waitForFunction("document.querySelector('#connection').dataset.state === 'live'");
        String before = price();
        page.waitForFunction(
                "old => document.querySelector('%s [data-field=price]').textContent !== old".formatted(APPLE), before);
    }

    @Test
    void aBrowserThatConnectsAndNeverReadsHarmsNobody() throws Exception {
        try (var silent = new Socket("127.0.0.1", ports.of("dashboard"))) {
            silent.setReceiveBufferSize(4_096);
            String host = "127.0.0.1:" + ports.of("dashboard");
            silent.getOutputStream()
                    .write(("GET /eventbus/websocket HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            page.waitForFunction("document.querySelectorAll('#quotes tbody tr').length === 30");
            String before = price();
            page.waitForFunction(
                    "old => document.querySelector('%s [data-field=price]').textContent !== old".formatted(APPLE),
                    before);
            JsonObject health = Broadtape.json(ports.of("dashboard"), "/health");
            assertThat(health.getJsonObject("figures").getLong("clients")).isGreaterThanOrEqualTo(2);
        }
        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        Broadtape.get(ports.of("dashboard"), "/health/ready").statusCode() == 200);
    }
}
