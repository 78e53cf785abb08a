package dev.broadtape.ingest.budget;

import dev.broadtape.contract.Exchange;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Providers' answers, kept in Redis for as long as they may be given again, with the time at which they came. A value
 * is that time in microseconds, 8 bytes big-endian, and then the answer as it was. It is a convenience: while Redis is
 * away there are no kept answers, and one that is too large is not kept.
 */
public final class AnswerCache {
    /** The Redis of one host holds some hundreds of these. */
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(AnswerCache.class);

    /** A kept answer and when it came. */
    public record Kept(Buffer answer, long atMicros) {}

    private final RedisLink redis;
    private final Node node;

    public AnswerCache(RedisLink redis, Node node) {
        this.redis = redis;
        this.node = node;
    }

    /** What was answered to {@code question}, if that is not too long ago. Never fails. */
    public Future<Optional<Kept>> find(String provider, String question) {
        return redis.send(Request.cmd(Command.GET).arg(key(provider, question)))
                .map(Optional::ofNullable)
                .otherwiseEmpty()
                .map(found -> found == null ? Optional.empty() : found.map(AnswerCache::kept));
    }

    private static Kept kept(Response value) {
        Buffer bytes = value.toBuffer();
        return new Kept(bytes.getBuffer(Long.BYTES, bytes.length()), bytes.getLong(0));
    }

    /** Never fails. */
    public Future<Void> keep(String provider, String question, Buffer answer, Duration keep) {
        if (keep.isZero() || answer.length() > MOST_BYTES) {
            return Future.succeededFuture();
        }
        Buffer value = Buffer.buffer(Long.BYTES + answer.length())
                .appendLong(Exchange.micros(node.clock().instant()))
                .appendBuffer(answer);
        return redis.send(Request.cmd(Command.SET)
                        .arg(key(provider, question))
                        .arg(value)
                        .arg("PX")
                        .arg(keep.toMillis()))
                .onFailure(thrown -> log.info("an answer is not kept: {}", Causes.text(thrown)))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private static String key(String provider, String question) {
        return "broadtape:answer:%s:%s"
                .formatted(provider, UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8)));
    }
}
