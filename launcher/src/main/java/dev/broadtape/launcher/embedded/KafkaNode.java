package dev.broadtape.launcher.embedded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/**
 * A controller and a broker in one process, the broker only after the controller has given up on the one before it.
 *
 * <p>Kafka's own order starts both at once. After a kill the new broker then still finds its partitions led by the
 * dead one, takes up the transactions that were being committed, and drops their markers when the controller
 * fences the dead broker in the meantime: a partition without a leader counts as deleted there (seen with 4.3.1). The ticks
 * would be committed and their position not, for good.
 */
final class KafkaNode {
    private static final int FENCING_SECONDS = 20;

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    KafkaNode(KafkaConfig config) {
        var folders = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        String clusterId = folders._1().clusterId().orElseThrow();
        QuorumConfig quorum = config.quorumConfig();
        shared = new SharedServer(
                config,
                folders._1(),
                Time.SYSTEM,
                Server$.MODULE$.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
    }

    void start() throws InterruptedException, ExecutionException, TimeoutException {
        controller.startup();
        var fencing = new Fencing();
        shared.loader().installPublishers(List.of(fencing)).get(FENCING_SECONDS, TimeUnit.SECONDS);
        fencing.done.get(FENCING_SECONDS, TimeUnit.SECONDS);
        shared.loader().removeAndClosePublisher(fencing).get(FENCING_SECONDS, TimeUnit.SECONDS);
        broker.startup();
    }

    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    /** Done when the metadata know no live broker of ours. */
    private static final class Fencing implements MetadataPublisher {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public String name() {
            return "Fencing";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            var registration = image.cluster().broker(KafkaSettings.NODE_ID);
            if (registration == null || registration.fenced()) {
                done.complete(null);
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
