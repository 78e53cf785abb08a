package dev.broadtape.bridge;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the Kafka clients are set: exactly once to all replicas, and an answer within ten seconds even if it is no. */
final class KafkaSettings {
    private KafkaSettings() {}

    /** A send waits up to 2 s for metadata and then up to 6 s for its acknowledgement. */
    static Map<String, String> producer(String address, String client) {
        Map<String, String> settings = common(address, client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "2000");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "6000");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(8 * 1024 * 1024));
        return settings;
    }

    static Map<String, String> admin(String address, String client) {
        Map<String, String> settings = common(address, client);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "2500");
        return settings;
    }

    private static Map<String, String> common(String address, String client) {
        Map<String, String> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "100");
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, "2000");
        return settings;
    }
}
