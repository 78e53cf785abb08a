package dev.broadtape.receiver.kafka;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/** How our Kafka clients are set. All of them give up within ten seconds; whoever uses them tries again. */
final class ClientSettings {
    private static final String REQUEST_MILLIS = "4000";
    private static final String BLOCK_MILLIS = "5000";
    /** A busy broker refuses the first batch of a transaction until the markers of the one before are written. */
    private static final String RETRY_MILLIS = "20";

    private static final String PROBE_MILLIS = "2500";

    /** Of a message over HTTP, which has less, with key and headers. */
    static final int MOST_SENT_BYTES = 2 * 1024 * 1024;

    private ClientSettings() {}

    /** Room for the largest group of frames at 4,000 ticks a second. A new owner ends an open transaction at once. */
    static final int TRANSACTION_MILLIS = 60_000;

    private static Map<String, String> common(String bootstrapServers) {
        var settings = new HashMap<String, String>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    static Map<String, Object> producer(String bootstrapServers, String transactionalId) {
        Map<String, Object> settings = new HashMap<>(common(bootstrapServers));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_MILLIS));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "2");
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, "500");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(8 * 1024 * 1024));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        return settings;
    }

    /** Of single messages, which are no ticks. */
    static Map<String, Object> sender(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(common(bootstrapServers));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "broadtape-sender");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MOST_SENT_BYTES));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(8 * MOST_SENT_BYTES));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BLOCK_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        return settings;
    }

    /** Without a group: it is told what to read, and leaves nothing behind. */
    static Map<String, Object> consumer(String bootstrapServers, IsolationLevel isolation) {
        Map<String, Object> settings = new HashMap<>(common(bootstrapServers));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MILLIS);
        return settings;
    }

    /** Of all that is committed: large and rare fetches, and never a leap to somewhere else. */
    static Map<String, Object> audit(String bootstrapServers) {
        Map<String, Object> settings = consumer(bootstrapServers, IsolationLevel.READ_COMMITTED);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "broadtape-audit");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Integer.toString(256 * 1024));
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "200");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(2 * 1024 * 1024));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(8 * 1024 * 1024));
        return settings;
    }

    /** Impatient, since a readiness check waits for it. */
    static Map<String, String> admin(String bootstrapServers) {
        Map<String, String> settings = common(bootstrapServers);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MILLIS);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MILLIS);
        return settings;
    }
}
