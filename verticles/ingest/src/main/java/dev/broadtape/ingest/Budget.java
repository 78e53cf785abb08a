package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.RATE_LIMITED;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The calls that a provider allows in a second and in a day, counted in Redis for all nodes that share the key.
 * A day is from 00:00 UTC to the next. A refused call is not counted.
 */
final class Budget {
    /** Answers {1, left today}, or {0, milliseconds to wait}, or {-1, 0} when the day is spent. Runs atomically. */
    private static final String TAKE = """
            local today = tonumber(redis.call('GET', KEYS[2]) or '0')
            if today >= tonumber(ARGV[2]) then return {-1, 0} end
            local now = tonumber(redis.call('GET', KEYS[1]) or '0')
            if now >= tonumber(ARGV[1]) then return {0, math.max(redis.call('PTTL', KEYS[1]), 1)} end
            if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], 1000) end
            today = redis.call('INCR', KEYS[2])
            if today == 1 then redis.call('EXPIRE', KEYS[2], 172800) end
            return {1, tonumber(ARGV[2]) - today}
            """;

    private static final int WAITS = 30;

    private final Vertx vertx;
    private final RedisLink redis;
    private final Node node;
    private final String prefix;
    private final Provider.Limits limits;

    Budget(Vertx vertx, RedisLink redis, Node node, String provider, Provider.Limits limits) {
        this.vertx = vertx;
        this.redis = redis;
        this.node = node;
        this.limits = limits;
        this.prefix = "broadtape:{%s}:".formatted(provider); // the braces keep both keys on one Redis Cluster slot
    }

    /** Takes one call, waiting for the next second where need be; RATE_LIMITED when today's are spent. */
    Future<Void> take() {
        return take(WAITS);
    }

    private Future<Void> take(int waits) {
        return redis.send(Request.cmd(Command.EVAL)
                        .arg(TAKE)
                        .arg(2)
                        .arg(prefix + "second")
                        .arg(dayKey())
                        .arg(limits.perSecond())
                        .arg(limits.perDay()))
                .compose(answer -> taken(answer, waits));
    }

    private Future<Void> taken(Response answer, int waits) {
        long code = answer.get(0).toLong();
        if (code > 0) {
            return Future.succeededFuture();
        }
        if (code < 0) {
            return limited("all %d calls of today are spent; the next are at 00:00 UTC".formatted(limits.perDay()));
        }
        if (waits == 0) {
            return limited("others take all %d calls a second".formatted(limits.perSecond()));
        }
        return vertx.timer(answer.get(1).toLong(), TimeUnit.MILLISECONDS).compose(v -> take(waits - 1));
    }

    private static Future<Void> limited(String message) {
        return Future.failedFuture(Fault.of(RATE_LIMITED, message));
    }

    /** Calls that are left today. */
    Future<Long> left() {
        return redis.send(Request.cmd(Command.GET).arg(dayKey()))
                .map(used -> Math.max(0, limits.perDay() - (used == null ? 0 : used.toLong())));
    }

    Provider.Limits limits() {
        return limits;
    }

    private String dayKey() {
        return prefix + LocalDate.ofInstant(node.clock().instant(), ZoneOffset.UTC);
    }
}
