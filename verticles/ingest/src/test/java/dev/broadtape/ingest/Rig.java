package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;

import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import dev.broadtape.kit.config.Secret;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Vertx with ingest on it, between real servers on cables. Blocks, so that a test reads top to bottom. */
final class Rig implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final AtomicInteger RIGS = new AtomicInteger();
    static final List<String> FIVE = List.of("AAPL", "BA", "IBM", "KO", "MSFT");

    final Vertx vertx = Vertx.vertx();
    final Node node = new Node(
            "test-1", "127.0.0.1", "test", Clock.systemUTC(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    final String database = "test-" + UUID.randomUUID();
    final Cable mongo;
    final Cable redis;
    final int port;
    private final WebClient web = WebClient.create(vertx);
    private final Context context = vertx.getOrCreateContext();
    private final int redisDatabase = RIGS.getAndIncrement() % 16;
    private final boolean shared;
    private String deployment = "";

    /** For one test. */
    Rig() {
        this(false);
    }

    /** For all tests of a class, which change nothing: a static field. */
    static Rig shared() {
        return new Rig(true);
    }

    private Rig(boolean shared) {
        this.shared = shared;
        try {
            mongo = new Cable(vertx, Servers.freePort(), Servers.MONGO_PORT);
            redis = new Cable(vertx, Servers.freePort(), Servers.REDIS_PORT);
            port = Servers.freePort();
            mongo.mend();
            redis.mend();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        await(new RedisLink(vertx, redisConfig()).send(Request.cmd(Command.FLUSHDB)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            await(vertx.close());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await(vertx.close());
    }

    IngestConfig history(List<String> symbols) {
        return config("history", symbols, FakeAlphaVantage.config("http://127.0.0.1:1", 25));
    }

    IngestConfig config(String provider, List<String> symbols, AlphaVantageConfig alphavantage) {
        return new IngestConfig(port, provider, symbols, alphavantage, Duration.ofDays(30));
    }

    MongoConfig mongoConfig() {
        return new MongoConfig(true, mongo.port(), new Secret("unused"), database);
    }

    RedisConfig redisConfig() {
        return new RedisConfig(false, 1, new Secret("redis://127.0.0.1:%d/%d".formatted(redis.port(), redisDatabase)));
    }

    Mongo mongoClient() {
        return new Mongo(vertx, mongoConfig());
    }

    void start(IngestConfig config) {
        deployment = await(vertx.deployVerticle(new IngestVerticle(node, config, 5, mongoConfig(), redisConfig())));
    }

    void stop() {
        await(vertx.undeploy(deployment));
    }

    HttpResponse<Buffer> get(String path) {
        return await(web.get(port, "127.0.0.1", path).send());
    }

    JsonObject json(String path) {
        return get(path).bodyAsJsonObject();
    }

    JsonArray array(String path, String name) {
        return json(path).getJsonArray(name);
    }

    HttpResponse<Buffer> post(String path, Object body) {
        Buffer bytes = Buffer.buffer(body.toString());
        return await(web.post(port, "127.0.0.1", path).sendBuffer(bytes));
    }

    HttpResponse<Buffer> delete(String path) {
        return await(web.delete(port, "127.0.0.1", path).send());
    }

    /** Runs {@code work} on the one event loop of this rig, as a verticle would. */
    <T> T run(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(v -> work.get().onComplete(done));
        return await(done.future());
    }

    /** Until no job is open and each of the symbols has data. */
    void filled(int symbols) {
        eventually(() -> {
            JsonObject status = json("/status");
            return status.getInteger("unique_symbols") == symbols && status.getInteger("jobs_open") == 0;
        });
    }

    void eventuallyReady() {
        eventually(() -> get("/health/ready").statusCode() == 200);
    }
}
