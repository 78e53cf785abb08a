package dev.broadtape.ingest.budget;

import static dev.broadtape.ingest.provider.Trouble.Meaning.LIMITED;
import static dev.broadtape.ingest.provider.Trouble.Meaning.SPENT;

import dev.broadtape.ingest.provider.Limits;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The calls that a provider allows each key in a second and in a day, counted in Redis for all hosts that share it. A
 * day is from 00:00 UTC to the next, a second any second. A refused call is not counted. Redis never holds a key, only
 * a name made from it.
 */
public final class Budget {
    /**
     * What is left.
     *
     * @param leftToday of all keys together
     * @param barred how many keys the provider does not take at the moment
     * @param limitedUntil when there will be calls again; absent while there are some
     */
    public record State(long leftToday, int keys, int barred, Optional<Instant> limitedUntil) {}

    private final Vertx vertx;
    private final RedisLink redis;
    private final Node node;
    private final Limits limits;
    private final BudgetNames names;
    private final List<String> keys;

    public Budget(Vertx vertx, RedisLink redis, Node node, String provider, Limits limits) {
        this.vertx = vertx;
        this.redis = redis;
        this.node = node;
        this.limits = limits;
        this.names = new BudgetNames(provider);
        this.keys = limits.keys().stream().map(BudgetNames::of).toList();
    }

    public Limits limits() {
        return limits;
    }

    /**
     * Takes one call and says which key it is of, waiting up to {@code waits} times for a second with room. Fails with
     * {@link Trouble} SPENT when nothing is left, and with the fault of Redis when that is away.
     */
    public Future<Secret> take(int waits) {
        Request request = Request.cmd(Command.EVAL)
                .arg(BudgetNames.TAKE)
                .arg(1 + 3 * keys.size())
                .arg(names.turn());
        keys.forEach(key ->
                request.arg(names.calls(key)).arg(names.day(key, today())).arg(names.bar(key)));
        return redis.send(request.arg(limits.perSecond()).arg(limits.perDay())).compose(answer -> taken(answer, waits));
    }

    private Future<Secret> taken(Response answer, int waits) {
        int code = answer.get(0).toInteger();
        if (code > 0) {
            return Future.succeededFuture(limits.keys().get(answer.get(1).toInteger()));
        }
        long millis = answer.get(1).toLong();
        if (code < 0) {
            return Future.failedFuture(spent(limitedUntil(millis)));
        }
        if (waits == 0) {
            return Future.failedFuture(Trouble.of(
                    LIMITED, "rate_limited: others take all %d calls a second".formatted(limits.perSecond())));
        }
        return vertx.timer(millis, TimeUnit.MILLISECONDS).compose(v -> take(waits - 1));
    }

    /** No call can be made before {@code until}. */
    public static Trouble spent(Instant until) {
        return Trouble.of(SPENT, "rate_limited until %s: no call is left".formatted(until), Optional.of(until));
    }

    /** When a bar ends, or the day, whichever is first; {@code barredMillis} is 0 when nothing is barred. */
    private Instant limitedUntil(long barredMillis) {
        Instant tomorrow = tomorrow();
        Instant unbarred = node.clock().instant().plusMillis(barredMillis);
        return barredMillis > 0 && unbarred.isBefore(tomorrow) ? unbarred : tomorrow;
    }

    /** When the next day of calls begins. */
    public Instant tomorrow() {
        return today().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Makes no call with {@code key} before {@code until}, on any host, since the provider said no to it. */
    public Future<Void> bar(Secret key, Instant until) {
        long millis =
                Math.max(1, Duration.between(node.clock().instant(), until).toMillis());
        return redis.send(Request.cmd(Command.SET)
                        .arg(names.bar(BudgetNames.of(key)))
                        .arg(until.toString())
                        .arg("PX")
                        .arg(millis))
                .mapEmpty();
    }

    /** Asks Redis, and takes nothing. */
    public Future<State> state() {
        Request request = Request.cmd(Command.MGET);
        keys.forEach(key -> request.arg(names.day(key, today())).arg(names.bar(key)));
        return redis.send(request).map(this::state);
    }

    private State state(Response used) {
        long left = 0;
        int barred = 0;
        var free = new ArrayList<Instant>();
        for (int i = 0; i < keys.size(); i++) {
            Response bar = used.get(2 * i + 1);
            Response calls = used.get(2 * i);
            long ofKey = Math.max(0, limits.perDay() - (calls == null ? 0 : calls.toLong()));
            barred += bar == null ? 0 : 1;
            left += bar == null ? ofKey : 0;
            free.add(bar == null || ofKey == 0 ? tomorrow() : Instant.parse(bar.toString()));
        }
        Optional<Instant> until = left > 0 ? Optional.empty() : free.stream().min(Instant::compareTo);
        return new State(left, keys.size(), barred, until);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(node.clock().instant(), ZoneOffset.UTC);
    }
}
