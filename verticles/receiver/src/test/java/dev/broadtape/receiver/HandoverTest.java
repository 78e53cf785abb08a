package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Retry;
import dev.broadtape.receiver.kafka.KafkaTickLog;
import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two receivers on one bus. */
class HandoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Presences presences = new Presences(vertx);
    private final Receivers receivers = new Receivers(Broker.running().port());
    private final UUID run = UUID.randomUUID();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private String start(String name) {
        int port = Broker.freePort();
        String id = receivers.deploy(vertx, name, data.resolve(name), port);
        await().atMost(PATIENCE)
                .until(() -> http.get(port, "127.0.0.1", "/health/ready")
                                .send()
                                .await()
                                .statusCode()
                        == 200);
        await().until(() -> presences.all().stream().anyMatch(p -> p.receiver().equals(name)));
        return id;
    }

    private int partitionOf(String receiver) {
        return IntStream.range(0, Contract.PARTITIONS)
                .filter(partition -> presences.owner(partition).receiver().equals(receiver))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sharesThePartitionsAndTakesOverThoseOfAReceiverThatLeaves() {
        String first = start("receiver-1");
        sendEverywhere(1, 5);
        start("receiver-2");
        assertThat(IntStream.range(0, Contract.PARTITIONS)
                        .mapToObj(partition -> presences.owner(partition).receiver()))
                .contains("receiver-1", "receiver-2");
        sendEverywhere(6, 5);
        int theirs = partitionOf("receiver-2");
        Presence other = presences.owner(partitionOf("receiver-1"));
        Fault fault = catchThrowableOfType(
                Fault.class,
                () -> Contract.frames(theirs, other.instance())
                        .ask(vertx.eventBus(), frame(theirs, 11, 1))
                        .await());
        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault).hasMessage("partition %d is receiver-2's", theirs);

        vertx.undeploy(first).await();
        sendEverywhere(11, 5);

        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            assertThat(sequences(partition)).containsExactlyElementsOf(upTo(15));
        }
    }

    @Test
    void losesAndDoublesNothingWhenAReceiverIsShutOutWithFramesWaiting() {
        start("receiver-1");
        int partition = 0;
        send(frame(partition, 1, 10)).await();
        List<Future<?>> onTheirWay = sendPairs(partition, 11, 90);
        try (var other = new KafkaTickLog(receivers.stream(), partition, System::nanoTime)) {
            other.open();
            Future.join(onTheirWay).await();
            assertThat(other.open()).containsEntry(run, new Mark(90, Frames.FENCE));
            other.commit(List.of(frame(partition, 91, 2)), Map.of());
            Future.join(sendPairs(partition, 91, 130)).await();
        }

        assertThat(position(partition, Frames.FENCE)).isEqualTo(130);
        assertThat(sequences(partition)).containsExactlyElementsOf(upTo(130));
    }

    private List<Future<?>> sendPairs(int partition, long first, long last) {
        var replies = new ArrayList<Future<?>>();
        for (long at = first; at < last; at += 2) {
            TickFrame next = frame(partition, at, 2);
            replies.add(new Retry(vertx, "sending").untilDone(() -> send(next)));
        }
        return replies;
    }

    @Test
    void refusesADriverThatIsOverAtAReceiverThatHasNeverHeardOfTheNextOne() {
        String first = start("receiver-1");
        sendEverywhere(1, 5);
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            assertThat(position(partition, 7)).isEqualTo(5);
        }
        start("receiver-2");
        vertx.undeploy(first).await();

        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            TickFrame late = frame(partition, 6, 1);
            await().untilAsserted(() -> {
                Fault fault = catchThrowableOfType(Fault.class, () -> send(late).await());
                assertThat(fault).hasMessage("driver fence 1 is over, 7 is known");
                assertThat(fault.kind()).isEqualTo(Fault.Kind.CONFLICT);
            });
            assertThat(position(partition, 7)).isEqualTo(5);
        }
    }

    /** As a driver does, again and again while the partition moves. */
    private void sendEverywhere(long first, int count) {
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            TickFrame frame = frame(partition, first, count);
            new Retry(vertx, "sending").untilDone(() -> send(frame)).await();
        }
    }

    private Future<?> send(TickFrame frame) {
        return presences.send(frame);
    }

    private long position(int partition, long fence) {
        return presences.position(run, partition, fence).await().sequence();
    }

    private TickFrame frame(int partition, long first, int count) {
        return Frames.of(run, partition, first, count);
    }

    private List<Long> sequences(int partition) {
        return Committed.of(Broker.running().address(), receivers.topic, partition).stream()
                .map(record ->
                        new String(record.headers().lastHeader("sequence").value(), StandardCharsets.US_ASCII))
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
