package dev.broadtape.ingest.budget;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;

/** Our Redis. Each command takes a connection from a pool and makes a new one where the old has died. */
public final class RedisLink {
    private static final int CONNECT_MS = 2_000;
    private static final int PATIENCE_MS = 2_500;

    private final Redis redis;

    public RedisLink(Vertx vertx, RedisConfig config) {
        this.redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(config.address().reveal())
                        .setMaxPoolSize(4)
                        .setMaxPoolWaiting(64)
                        .setNetClientOptions(new NetClientOptions().setConnectTimeout(CONNECT_MS)));
    }

    /** Fails with UNAVAILABLE, naming Redis, when there is no answer in time. */
    public Future<Response> send(Request request) {
        return redis.send(request)
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .recover(thrown -> Future.failedFuture(Fault.unavailable("Redis is away: " + Causes.text(thrown))));
    }

    public Future<Response> ping() {
        return send(Request.cmd(Command.PING));
    }
}
