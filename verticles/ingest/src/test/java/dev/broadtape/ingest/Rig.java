package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;

import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.provider.AlphaVantageConfig;
import dev.broadtape.ingest.provider.CsvConfig;
import dev.broadtape.ingest.store.Leases;
import dev.broadtape.ingest.store.Mongo;
import dev.broadtape.ingest.store.Turn;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
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
public final class Rig implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final AtomicInteger RIGS = new AtomicInteger();
    public static final List<String> FIVE = List.of("AAPL", "BA", "IBM", "KO", "MSFT");

    public final Vertx vertx = Vertx.vertx();
    public final Node node = new Node(
            "test-1", "127.0.0.1", "test", Clock.systemUTC(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    public final String database;
    public final Cable mongo;
    public final Cable redis;
    public final int port;
    private final WebClient web = WebClient.create(vertx);
    private final Context context = vertx.getOrCreateContext();
    private final int redisDatabase = RIGS.getAndIncrement() % 16;
    private final boolean shared;
    private String deployment = "";

    /** For one test. */
    public Rig() {
        this(false, "test-" + UUID.randomUUID());
    }

    /** Another host with the store of the first. */
    public static Rig beside(Rig first) {
        return new Rig(false, first.database);
    }

    /** For all tests of a class, which change nothing: a static field. */
    public static Rig shared() {
        return new Rig(true, "test-" + UUID.randomUUID());
    }

    private Rig(boolean shared, String database) {
        this.shared = shared;
        this.database = database;
        try {
            mongo = new Cable(vertx, Servers.freePort(), Servers.mongoPort());
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

    public IngestConfig history(List<String> symbols) {
        return history(port, symbols);
    }

    public IngestConfig config(String provider, List<String> symbols, AlphaVantageConfig alphavantage) {
        return config(List.of(provider), symbols, alphavantage, "");
    }

    /** Several providers, one of which may read the files of a folder. */
    public IngestConfig config(
            List<String> providers, List<String> symbols, AlphaVantageConfig alphavantage, String folder) {
        return config(port, providers, symbols, alphavantage, folder);
    }

    /** The bundled history, without a rig. */
    public static IngestConfig history(int port, List<String> symbols) {
        return config(port, List.of("history"), symbols, FakeAlphaVantage.config("http://127.0.0.1:1", 25), "");
    }

    private static IngestConfig config(
            int port, List<String> providers, List<String> symbols, AlphaVantageConfig alphavantage, String folder) {
        return new IngestConfig(
                port,
                providers.get(0),
                providers,
                symbols,
                "default",
                List.of(),
                20,
                alphavantage,
                new CsvConfig(folder, ""),
                FakeAlphaVantage.FAST,
                Duration.ofDays(30),
                Duration.ofSeconds(1));
    }

    public MongoConfig mongoConfig() {
        return new MongoConfig(true, mongo.port(), new Secret("unused"), database);
    }

    public RedisConfig redisConfig() {
        return new RedisConfig(false, 1, new Secret("redis://127.0.0.1:%d/%d".formatted(redis.port(), redisDatabase)));
    }

    public Mongo mongoClient() {
        return new Mongo(vertx, mongoConfig());
    }

    /** A turn that is ours from the next look on. */
    public Turn turn() {
        Mongo mongo = mongoClient();
        return new Turn(
                vertx, mongo, new Leases(vertx, mongo, node::nanos, "test", Duration.ofSeconds(1)), "telling events");
    }

    public void start(IngestConfig config) {
        deployment = await(vertx.deployVerticle(
                new IngestVerticle(node, config, 5, mongoConfig(), redisConfig(), SecurityConfig.NONE)));
    }

    public void stop() {
        await(vertx.undeploy(deployment));
    }

    public HttpResponse<Buffer> get(String path) {
        return await(web.get(port, "127.0.0.1", path).send());
    }

    public JsonObject json(String path) {
        return get(path).bodyAsJsonObject();
    }

    public JsonArray array(String path, String name) {
        return json(path).getJsonArray(name);
    }

    public HttpResponse<Buffer> post(String path, Object body) {
        Buffer bytes = Buffer.buffer(body.toString());
        return await(web.post(port, "127.0.0.1", path).sendBuffer(bytes));
    }

    public HttpResponse<Buffer> delete(String path) {
        return await(request(HttpMethod.DELETE, path).send());
    }

    public HttpRequest<Buffer> request(HttpMethod method, String path) {
        return web.request(method, port, "127.0.0.1", path);
    }

    /** Does not wait for the answer. */
    public Future<HttpResponse<Buffer>> send(HttpMethod method, String path, String body) {
        return body.isEmpty()
                ? request(method, path).send()
                : request(method, path).sendBuffer(Buffer.buffer(body));
    }

    /** Runs {@code work} on the one event loop of this rig, as a verticle would. */
    public <T> T run(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(v -> work.get().onComplete(done));
        return await(done.future());
    }

    /** Until no job is open and each of the symbols has data. */
    public void filled(int symbols) {
        eventually(() -> {
            JsonObject status = json("/status");
            return status.getInteger("unique_symbols") == symbols && status.getInteger("jobs_open") == 0;
        });
    }

    public void eventuallyReady() {
        eventually(() -> get("/health/ready").statusCode() == 200);
    }
}
