package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learns by which id a schema registry with Confluent's interface knows the schema of our ticks, and tells it of the schema if it
 * does not. After that it is asked no more: its outage hurts consumers who have not seen the schema yet, and not us.
 */
public final class SchemaRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String RESOURCE = "avro/tick.avsc";
    private static final int NOT_FOUND = 404;
    private static final int MOST_DETAIL = 300;
    private static final int UNKNOWN = -1;

    private final SchemaRegistryConfig config;
    private final boolean needed;
    private final String subject;
    private @Nullable WebClient http;
    private volatile int id = UNKNOWN;

    /** The registry that goes with a stream; without values in Avro none is needed. */
    SchemaRegistry(StreamConfig stream) {
        this.config = stream.schemaRegistry();
        this.needed = stream.valueFormat() == ValueFormat.AVRO;
        this.subject = stream.topic() + "-value";
    }

    /** The schema as it is registered. */
    static JsonObject schema() {
        try (InputStream in = SchemaRegistry.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return new JsonObject(
                    Buffer.buffer(Objects.requireNonNull(in, RESOURCE).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The schema's id. From any thread.
     *
     * @throws Fault UNAVAILABLE as long as the registry has not told
     */
    int id() {
        int known = id;
        if (known == UNKNOWN) {
            throw Fault.unavailable("the schema registry has not told the id of the ticks' schema yet");
        }
        return known;
    }

    /** Done when the id is known. On one context; fails with what the registry says, or with why it does not answer. */
    Future<Void> ensure(Vertx vertx) {
        if (!needed || id != UNKNOWN) {
            return Future.succeededFuture();
        }
        return ask(vertx, "/subjects/" + subject)
                .compose(answer -> answer.statusCode() == NOT_FOUND
                        ? ask(vertx, "/subjects/%s/versions".formatted(subject))
                        : Future.succeededFuture(answer))
                .map(this::idIn)
                .onSuccess(known -> id = known)
                .recover(thrown -> Future.failedFuture(Fault.unavailable(
                        "schema registry %s: %s".formatted(config.url().orElse("without URL"), Causes.text(thrown)))))
                .mapEmpty();
    }

    private Future<HttpResponse<Buffer>> ask(Vertx vertx, String path) {
        String base = config.url().orElse("").replaceAll("/+$", "");
        if (http == null) {
            http = WebClient.create(vertx);
        }
        HttpRequest<Buffer> request = http.postAbs(base + path)
                .timeout(PATIENCE.toMillis())
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Accept", MEDIA_TYPE);
        config.user()
                .ifPresent(user -> request.basicAuthentication(
                        user, config.password().map(secret -> secret.reveal()).orElse("")));
        return request.sendBuffer(
                new JsonObject().put("schema", schema().encode()).toBuffer());
    }

    private int idIn(HttpResponse<Buffer> answer) {
        try {
            JsonObject body = new JsonObject(answer.body());
            if (answer.statusCode() == 200 && body.getValue("id") instanceof Integer known && known >= 0) {
                return known;
            }
        } catch (DecodeException | NullPointerException | ClassCastException e) {
            // Said below, as for any other answer that is of no use.
        }
        throw Fault.of(
                Fault.Kind.BAD_UPSTREAM,
                "answered %d to the schema of %s: %s".formatted(answer.statusCode(), subject, detail(answer)));
    }

    private static String detail(HttpResponse<Buffer> answer) {
        Buffer body = answer.body();
        if (body == null) {
            return "nothing";
        }
        String text = body.getString(0, Math.min(body.length(), MOST_DETAIL), StandardCharsets.UTF_8.name());
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
