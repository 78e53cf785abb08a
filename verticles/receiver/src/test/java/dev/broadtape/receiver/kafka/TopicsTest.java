package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.receiver.Broker;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Stream stream = KafkaTickLogTest.stream(ValueFormat.JSON);
    private final String topic = stream.config().topic();
    private final Topics topics = new Topics(vertx, stream);

    @AfterEach
    void close() {
        topics.close().await();
        vertx.close().await();
    }

    @Test
    void createsWhatIsMissingOnce() throws Exception {
        topics.ensure().await();
        await().ignoreExceptions().until(() -> setting(stream.config().positionsTopic(), "cleanup.policy") != null);
        topics.ensure().await();

        assertThat(setting(topic, "retention.ms")).isEqualTo("86400000");
        assertThat(setting(topic, "retention.bytes")).isEqualTo(Long.toString(64L << 20));
        assertThat(setting(stream.config().positionsTopic(), "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void namesATopicWithAnotherNumberOfPartitions() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }

        await().untilAsserted(() -> assertThatThrownBy(() -> topics.ensure().await())
                .hasMessage("topic %s has 3 partitions, not %d", topic, Contract.PARTITIONS));
    }

    private static String setting(String topic, String name) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin()) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .get(name)
                    .value();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Broker.running().address()));
    }
}
