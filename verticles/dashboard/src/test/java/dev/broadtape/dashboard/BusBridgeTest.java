package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusBridgeTest {
    private static final String STRANGER = "Origin: https://evil.example";

    @RegisterExtension
    final Running dashboard = new Running();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receiver.ticks",
                "status",
                "events",
                "ingest.events.record",
                "receiver.frames.0",
                "receiver.ledger.query",
                "receiver.ledger",
                "driver.ledger",
                "receivers",
                "dashboard.snapshot",
                "dashboard.frames.other",
                "dashboard",
                "__vertx.reply.1"
            })
    void letsNoBrowserHearAnotherAddress(String address) throws Exception {
        dashboard.start();
        try (var browser = BusSocket.raw(dashboard.port).register(address)) {
            assertThat(browser.next().getString("body")).isEqualTo("access_denied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest.events.record",
                "status",
                "receiver.frames.0",
                "receiver.ledger.query",
                "dashboard.frames",
                "dashboard.status",
                "dashboard.ledger"
            })
    void letsNoBrowserSpeakToAnotherAddress(String address) throws Exception {
        dashboard.start();
        var spoken = new AtomicInteger();
        Running.await(dashboard
                .vertx
                .eventBus()
                .consumer(address, message -> {
                    if (new JsonObject().equals(message.body())) {
                        spoken.incrementAndGet();
                    }
                })
                .completion());
        try (var browser = BusSocket.sockJs(dashboard.port).ask(address, "reply-1")) {
            assertThat(browser.next().getString("body")).isEqualTo("access_denied");
            browser.send(new JsonObject()
                    .put("type", "publish")
                    .put("address", address)
                    .put("body", new JsonObject()));
            assertThat(browser.next().getString("body")).isEqualTo("rejected");
        }
        assertThat(spoken).hasValue(0);
    }

    @Test
    void opensForAClientThatSaysItsRequestIsEmpty() throws Exception {
        dashboard.start();
        try (var raw = BusSocket.raw(dashboard.port, "Content-Length: 0")) {
            assertThat(raw.status()).isEqualTo(101);
        }
    }

    @Test
    void refusesPagesOfAnotherOriginOnEachTransport() throws Exception {
        dashboard.start();
        try (var raw = BusSocket.raw(dashboard.port, STRANGER);
                var sockJs = BusSocket.sockJs(dashboard.port, STRANGER)) {
            assertThat(raw.status()).isEqualTo(403);
            assertThat(sockJs.status()).isEqualTo(403);
        }
        for (String transport : List.of("xhr", "xhr_streaming", "xhr_send")) {
            HttpResponse<String> answer =
                    dashboard.post("/eventbus/001/abc/" + transport, "[]", "Origin", "https://evil.example");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        for (String path : List.of("/eventbus/info", "/eventbus/001/abc/eventsource", "/eventbus/iframe.html")) {
            assertThat(dashboard.get(path, "Origin", "null").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void letsInItsOwnPageAndTheConfiguredOnes() throws Exception {
        dashboard.start(usual -> new DashboardConfig(
                usual.port(),
                usual.frameInterval(),
                usual.webroot(),
                List.of("https://desk.example.com"),
                usual.maxClients()));
        try (var own = BusSocket.raw(dashboard.port, "Origin: http://127.0.0.1:" + dashboard.port);
                var configured = BusSocket.sockJs(dashboard.port, "Origin: https://desk.example.com");
                var otherPort = BusSocket.raw(dashboard.port, "Origin: http://127.0.0.1:1")) {
            assertThat(own.status()).isEqualTo(101);
            assertThat(configured.status()).isEqualTo(101);
            assertThat(otherPort.status()).isEqualTo(403);
        }
    }

    @Test
    void hasNoTransportThatAStrangeScriptCouldUse() throws Exception {
        dashboard.start();

        assertThat(dashboard.get("/eventbus/001/abc/jsonp?c=f").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/eventbus/001/abc/htmlfile?c=f").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhenThereIsNoRoomForAnotherBrowser() throws Exception {
        dashboard.start(usual ->
                new DashboardConfig(usual.port(), usual.frameInterval(), usual.webroot(), usual.allowedOrigins(), 1));
        try (var first = BusSocket.raw(dashboard.port).register(Addresses.FRAMES)) {
            first.next(Addresses.FRAMES);
            try (var second = BusSocket.sockJs(dashboard.port)) {
                assertThat(second.status()).isEqualTo(503);
            }
            assertThat(new JsonObject(dashboard.get("/eventbus/info").body()).getString("detail"))
                    .isEqualTo("all 1 places are taken; dashboard.maxClients says how many there are");
            assertThat(dashboard.figure("clients")).isEqualTo(1);
        }
        await().until(() -> dashboard.get("/eventbus/info").statusCode() == 200);
    }

    @Test
    void closesABrowserThatSendsTooMuchAtOnce() throws Exception {
        dashboard.start();
        String large = "x".repeat(GateHandler.MAX_MESSAGE_BYTES + 1);
        try (var browser = BusSocket.raw(dashboard.port)) {
            browser.send(new JsonObject().put("type", "ping").put("padding", large));
            assertThatThrownBy(browser::next)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
        assertThat(dashboard.post("/eventbus/001/abc/xhr_send", large).statusCode())
                .isEqualTo(413);
    }

    @Test
    void answersSoManyQuestionsOfABrowserAndNoMore() throws Exception {
        dashboard.start();
        try (var browser = BusSocket.raw(dashboard.port)) {
            browser.ask(Addresses.SNAPSHOT, "reply-1").ask(Addresses.SNAPSHOT, "reply-2");
            assertThat(browser.next().getString("body")).isEqualTo("rejected");
            assertThat(browser.next("reply-1").getLong("frame")).isNotNegative();
        }
    }

    @Test
    void servesABrowserWithoutWebSocketsAsWell() throws Exception {
        dashboard.start();
        assertThat(dashboard.post("/eventbus/001/abc/xhr", "").body()).isEqualTo("o\n");
        String register = new JsonObject()
                .put("type", "register")
                .put("address", Addresses.FRAMES)
                .encode();
        dashboard.post(
                "/eventbus/001/abc/xhr_send", new JsonArray().add(register).encode());

        assertThat(dashboard.post("/eventbus/001/abc/xhr", "").body()).startsWith("a[\"{\\\"type\\\":\\\"rec\\\"");
    }
}
