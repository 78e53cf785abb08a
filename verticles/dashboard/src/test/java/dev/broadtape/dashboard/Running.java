package dev.broadtape.dashboard;

import static dev.broadtape.contract.Contract.TICKS;

import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Node;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A dashboard on a port of its own, and all of its bus to speak on. Blocks, so that a test reads top to bottom. */
final class Running implements AfterEachCallback {
    final Vertx vertx = Vertx.vertx();
    final int port = freePort();
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Running() {
        this(Duration.ofSeconds(30));
    }

    Running(Duration patience) {
        this.patience = patience;
    }

    Running start() throws Exception {
        return start(UnaryOperator.identity());
    }

    Running start(UnaryOperator<DashboardConfig> change) throws Exception {
        var node = new Node(
                "test-1", "127.0.0.1", "0", Clock.systemUTC(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        var usual = new DashboardConfig(port, Duration.ofMillis(50), "", List.of(), 1_000);
        await(vertx.deployVerticle(new DashboardVerticle(node, change.apply(usual), patience)));
        return this;
    }

    void publish(TickFrame frame) {
        TICKS.publish(vertx.eventBus(), frame);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonObject json(String path) throws Exception {
        return new JsonObject(get(path).body());
    }

    /** A figure of the tier, now. */
    long figure(String name) throws Exception {
        return json("/health").getJsonObject("figures").getLong(name);
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        await(vertx.close());
    }
}
