package dev.broadtape.bridge;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * Calls SNS. The SDK waits while it looks for credentials, so calls leave from a worker; answers come back on the
 * caller's context.
 */
final class SnsCalls {
    private static final Duration CALL = Duration.ofSeconds(8);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 8;
    private static final int WAITING_FOR_A_CONNECTION = 64;

    private final Vertx vertx;
    private final SnsAddress address;
    private final WorkerExecutor worker;
    /** Our own, since the SDK waits two seconds when it closes its own; of the one class that it knows. */
    @SuppressWarnings("deprecation")
    private final EventLoopGroup loops =
            new io.netty.channel.nio.NioEventLoopGroup(1, new DefaultThreadFactory("broadtape-bridge-sns-io"));

    private final Slow<SnsAsyncClient> client = new Slow<>(this::connect);

    SnsCalls(Vertx vertx, SnsAddress address) {
        this.vertx = vertx;
        this.address = address;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-bridge-sns", 2);
    }

    /** The answer to {@code request}, or a fault that says what is wrong, within eight seconds. */
    <T> Future<T> call(Function<SnsAsyncClient, CompletableFuture<T>> request) {
        Context context = vertx.getOrCreateContext();
        return worker.executeBlocking(() -> request.apply(client.get()), false)
                .compose(answer -> Future.fromCompletionStage(answer, context))
                .recover(thrown -> Future.failedFuture(SnsTrouble.of(thrown, address)));
    }

    Future<Void> close() {
        return worker.executeBlocking(() -> {
            client.takeForGood().ifPresent(SdkClient::close);
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
            return null;
        });
    }

    private SnsAsyncClient connect() {
        var builder = SnsAsyncClient.builder()
                .region(address.region())
                .credentialsProvider(address.credentials())
                .overrideConfiguration(each -> each.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(SdkEventLoopGroup.create(loops, NioSocketChannel::new))
                        .connectionTimeout(CONNECT)
                        .maxConcurrency(CONNECTIONS)
                        .maxPendingConnectionAcquires(WAITING_FOR_A_CONNECTION));
        address.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
