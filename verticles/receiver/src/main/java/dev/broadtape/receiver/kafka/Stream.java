package dev.broadtape.receiver.kafka;

import java.util.Map;

/** Our topics on one Kafka cluster. */
public record Stream(String bootstrapServers, StreamConfig config) {
    Map<String, String> producer(int partition) {
        return ClientSettings.producer(bootstrapServers, config.transactionalId(partition));
    }

    Positions positions(int partition) {
        return new Positions(bootstrapServers, config.positionsTopic(), partition);
    }
}
