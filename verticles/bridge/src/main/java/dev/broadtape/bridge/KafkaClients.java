package dev.broadtape.bridge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.kafka.client.producer.KafkaProducer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients of the Kafka cluster. They are opened and closed on a worker, since both wait for the network. */
final class KafkaClients {
    private static final Logger log = LoggerFactory.getLogger(KafkaClients.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final Slow<Admin> admin;
    private final Slow<KafkaProducer<String, byte[]>> producer;

    KafkaClients(Vertx vertx, String address, String client) {
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-bridge-kafka", 1);
        this.admin = new Slow<>(() -> Admin.create(Map.copyOf(KafkaSettings.admin(address, client))));
        this.producer = new Slow<>(() -> produceTo(address, client));
    }

    /** The answer to {@code request} on the caller's context. */
    <T> Future<T> ask(Function<Admin, KafkaFuture<T>> request) {
        Context context = vertx.getOrCreateContext();
        return worker.executeBlocking(() -> request.apply(admin.get()))
                .compose(answer -> Future.fromCompletionStage(answer.toCompletionStage(), context))
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof CompletionException && thrown.getCause() != null
                                ? thrown.getCause()
                                : thrown));
    }

    Future<KafkaProducer<String, byte[]>> producer() {
        return worker.executeBlocking(producer::get);
    }

    /** Whoever asks for the producer next gets a new one. */
    Future<Void> dropProducer() {
        return worker.executeBlocking(producer::take).compose(KafkaClients::close);
    }

    Future<Void> close() {
        return worker.executeBlocking(() -> {
                    admin.takeForGood().ifPresent(open -> open.close(Duration.ZERO));
                    return producer.takeForGood();
                })
                .compose(KafkaClients::close);
    }

    private static Future<Void> close(Optional<KafkaProducer<String, byte[]>> open) {
        return open.map(producer -> producer.close(CLOSING.toMillis())).orElseGet(Future::succeededFuture);
    }

    private KafkaProducer<String, byte[]> produceTo(String address, String client) {
        return KafkaProducer.create(
                        vertx,
                        KafkaSettings.producer(address, client),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .exceptionHandler(thrown -> log.debug("a record was not taken", thrown));
    }
}
