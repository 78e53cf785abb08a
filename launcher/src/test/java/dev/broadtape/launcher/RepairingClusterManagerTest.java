package dev.broadtape.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.multimap.MultiMap;
import dev.broadtape.launcher.config.ClusterConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of a cluster that remembers wrongly who listens to what. */
class RepairingClusterManagerTest {
    private static final String HOST = "127.0.0.1";
    private static final String ADDRESS = "echo";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int onePort = freePort();
    private final int otherPort = freePort();
    private final RepairingClusterManager manager = manager(onePort);
    private Vertx one = Vertx.vertx();
    private Vertx other = Vertx.vertx();

    @BeforeEach
    void join() {
        one = node(manager);
        other = node(manager(otherPort));
        other.eventBus()
                .consumer(ADDRESS, message -> message.reply("heard"))
                .completion()
                .await();
        await().atMost(PATIENCE).until(this::isHeard);
    }

    @AfterEach
    void leave() {
        other.close().await();
        one.close().await();
    }

    @Test
    void isHeardAgainWhenTheClusterHasLostIt() {
        subscriptions().remove(ADDRESS);
        await().until(() -> !isHeard());

        await().atMost(PATIENCE).until(this::isHeard);
    }

    @Test
    void forgetsWhatANodeThatIsGoneListenedTo() {
        subscriptions().put(ADDRESS, new HazelcastRegistrationInfo(new RegistrationInfo("gone", 1, false)));

        await().atMost(PATIENCE).until(() -> subscriptions().get(ADDRESS).size() == 1);
        assertThat(isHeard()).isTrue();
    }

    private boolean isHeard() {
        return one.eventBus()
                .request(ADDRESS, "", new DeliveryOptions().setSendTimeout(1_000))
                .map(reply -> true)
                .otherwise(false)
                .await();
    }

    private MultiMap<String, HazelcastRegistrationInfo> subscriptions() {
        return manager.getHazelcastInstance().getMultiMap(Cluster.SUBSCRIPTIONS);
    }

    private static Vertx node(RepairingClusterManager manager) {
        return Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(Cluster.eventBus(HOST)))
                .withClusterManager(manager)
                .buildClustered()
                .await();
    }

    private RepairingClusterManager manager(int port) {
        var cluster = new ClusterConfig(
                "repair-" + onePort,
                port,
                ClusterConfig.Discovery.TCP,
                List.of(HOST + ":" + onePort, HOST + ":" + otherPort),
                new ClusterConfig.Aws("none", "none", "none", ""));
        return new RepairingClusterManager(Cluster.config(cluster, HOST));
    }

    private static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
