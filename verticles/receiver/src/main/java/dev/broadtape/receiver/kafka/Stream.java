package dev.broadtape.receiver.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Our topics on one Kafka cluster. */
public record Stream(String bootstrapServers, StreamConfig config) {
    Producer<byte[], byte[]> producer(int partition) {
        return new KafkaProducer<>(
                ClientSettings.producer(bootstrapServers, config.transactionalId(partition)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Positions positions(int partition) {
        return new Positions(bootstrapServers, config.positionsTopic(), partition);
    }
}
