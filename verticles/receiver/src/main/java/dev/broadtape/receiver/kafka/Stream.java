package dev.broadtape.receiver.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Our topics on one Kafka cluster.
 *
 * @param schemas the one registry for all partitions
 */
public record Stream(String bootstrapServers, StreamConfig config, SchemaRegistry schemas) {
    public Stream(String bootstrapServers, StreamConfig config) {
        this(bootstrapServers, config, new SchemaRegistry(config));
    }

    Producer<byte[], byte[]> producer(int partition) {
        return new KafkaProducer<>(
                ClientSettings.producer(bootstrapServers, config.transactionalId(partition)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    TickRecords records(int partition) {
        return new TickRecords(config.topic(), partition, config.valueFormat().writer(schemas::id));
    }

    Positions positions(int partition) {
        return new Positions(bootstrapServers, config.positionsTopic(), partition);
    }
}
