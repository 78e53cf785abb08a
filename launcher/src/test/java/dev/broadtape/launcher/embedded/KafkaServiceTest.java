package dev.broadtape.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;

class KafkaServiceTest extends ServiceContract {
    @Override
    EmbeddedService service() {
        return new KafkaService(folder, HOST, port);
    }

    @Override
    void write(String address, int number) throws Exception {
        Numbers.createTopic(address);
        try (var producer = Numbers.producer(address)) {
            producer.initTransactions();
            producer.beginTransaction();
            Numbers.send(producer, number);
            producer.commitTransaction();
        }
    }

    @Override
    int read(String address) {
        List<Integer> numbers = Numbers.committed(address);
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.range(0, numbers.size()).boxed().toList());
        return numbers.size();
    }

    @Test
    void hidesWhatATransactionTookBack() throws Exception {
        try (EmbeddedService service = service()) {
            service.start();
            Numbers.createTopic(service.address());
            try (var producer = Numbers.producer(service.address())) {
                producer.initTransactions();
                producer.beginTransaction();
                Numbers.send(producer, 13);
                producer.abortTransaction();
            }
            write(service.address(), 0);

            await().untilAsserted(() ->
                    assertThat(Numbers.committed(service.address())).containsExactly(0));
        }
    }

    @Test
    void remembersWhereAGroupWas() throws Exception {
        try (EmbeddedService service = service()) {
            service.start();
            write(service.address(), 0);
            try (var consumer = Numbers.consumer(service.address())) {
                consumer.subscribe(List.of(Numbers.PARTITION.topic()));
                while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {}
                consumer.commitSync();
            }
            restart(service);
            try (var consumer = Numbers.consumer(service.address())) {
                assertThat(consumer.committed(Set.of(Numbers.PARTITION)))
                        .hasEntrySatisfying(
                                Numbers.PARTITION,
                                position -> assertThat(position.offset()).isPositive());
            }
        }
    }

    @Test
    void createsNoTopicByItself() throws Exception {
        try (EmbeddedService service = service();
                Admin admin = Admin.create(Map.of("bootstrap.servers", service.address()))) {
            service.start();
            assertThatThrownBy(() -> admin.describeTopics(List.of("nothing"))
                            .allTopicNames()
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void keepsItsClusterId() throws Exception {
        try (EmbeddedService service = service()) {
            service.start();
            String first = Files.readString(folder.resolve("meta.properties"));
            restart(service);

            assertThat(Files.readString(folder.resolve("meta.properties"))).isEqualTo(first);
        }
    }

    @Test
    void leavesTheProcessAliveWhenTheBrokerGivesUp() throws Exception {
        try (EmbeddedService service = service()) {
            service.start();

            assertThatThrownBy(() -> Exit.exit(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> Exit.halt(1)).isInstanceOf(IllegalStateException.class);
        }
    }
}
