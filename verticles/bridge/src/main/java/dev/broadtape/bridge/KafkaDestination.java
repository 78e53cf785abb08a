package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to a Kafka topic, in order for each key. For use on one context. */
final class KafkaDestination implements Destination {
    private static final Logger log = LoggerFactory.getLogger(KafkaDestination.class);

    private static final Duration RETENTION = Duration.ofDays(7);

    private final KafkaClients clients;
    private final String topic;
    private final String address;
    private Optional<Fault> trouble = Optional.of(Fault.unavailable("Kafka is not reached yet"));

    KafkaDestination(KafkaClients clients, String topic, String address) {
        this.clients = clients;
        this.topic = topic;
        this.address = address;
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** Whether the cluster answers; makes the topic where it is missing. To be asked again and again. */
    Future<?> probe() {
        return clients.ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
                .compose(known -> Future.<Void>succeededFuture(), this::makeTopic)
                .compose(v -> clients.producer())
                .onSuccess(v -> trouble = Optional.empty())
                .recover(thrown -> {
                    Fault why = Fault.unavailable("no Kafka at %s: %s".formatted(address, Causes.text(thrown)));
                    trouble = Optional.of(why);
                    return Future.failedFuture(why);
                });
    }

    /** While Kafka is known to be away nothing is put into the producer, where it would pile up. */
    @Override
    public Future<Map<UUID, Fault>> send(List<Letter> letters) {
        return trouble.<Future<Map<UUID, Fault>>>map(Future::failedFuture)
                .orElseGet(() -> clients.producer().compose(producer -> send(producer, letters)));
    }

    @Override
    public Future<Void> close() {
        return clients.close();
    }

    private Future<Void> makeTopic(Throwable thrown) {
        if (!(thrown instanceof UnknownTopicOrPartitionException)) {
            return Future.failedFuture(thrown);
        }
        NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(RETENTION.toMillis())));
        return clients.ask(admin -> admin.createTopics(List.of(wanted)).all());
    }

    /** Once the partitions are known a send does not wait, so they are asked for first. */
    private Future<Map<UUID, Fault>> send(KafkaProducer<String, byte[]> producer, List<Letter> letters) {
        Map<UUID, Fault> refused = new HashMap<>();
        return producer.partitionsFor(topic)
                .compose(known -> Future.join(letters.stream()
                        .map(letter -> producer.send(record(letter))
                                .onFailure(thrown -> refused.put(letter.id(), refusal(thrown))))
                        .toList()))
                .transform(done -> refused.isEmpty() && done.failed()
                        ? Future.failedFuture(refusal(done.cause()))
                        : Future.succeededFuture(refused));
    }

    KafkaProducerRecord<String, byte[]> record(Letter letter) {
        return KafkaProducerRecord.create(topic, letter.key(), letter.json().getBytes());
    }

    private Fault refusal(Throwable thrown) {
        if (thrown instanceof RecordTooLargeException) {
            return Fault.of(Fault.Kind.TOO_LARGE, "Kafka: " + Causes.text(thrown));
        }
        Fault why = Fault.unavailable("no answer from Kafka at %s: %s".formatted(address, Causes.text(thrown)));
        trouble = Optional.of(why);
        if (!(thrown instanceof RetriableException)) {
            // An idempotent producer that has met such an error may refuse everything from then on.
            clients.dropProducer().onFailure(failed -> log.warn("the producer did not close: {}", Causes.text(failed)));
        }
        return why;
    }
}
