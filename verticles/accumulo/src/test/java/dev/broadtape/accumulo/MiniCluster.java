package dev.broadtape.accumulo;

import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.kit.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.accumulo.minicluster.MemoryUnit;
import org.apache.accumulo.minicluster.ServerType;
import org.apache.accumulo.miniclusterImpl.MiniAccumuloClusterImpl;
import org.apache.accumulo.miniclusterImpl.MiniAccumuloConfigImpl;
import org.apache.accumulo.miniclusterImpl.ProcessReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Accumulo of two tablet servers with their ZooKeeper, one for all tests of this JVM. */
final class MiniCluster {
    private static final Logger log = LoggerFactory.getLogger(MiniCluster.class);
    private static final String PASSWORD = "open sesame";

    /** Hadoop's usual local file system adds checksums and does not sync. */
    private static final String RAW_FILES = """
            <configuration>
              <property><name>fs.file.impl</name><value>org.apache.hadoop.fs.RawLocalFileSystem</value></property>
            </configuration>
            """;

    private static final MiniCluster SHARED = new MiniCluster();

    private final MiniAccumuloClusterImpl cluster;

    /** ZooKeeper may take longer than it is given on a busy machine: a second try finds it faster. */
    private MiniCluster() {
        try {
            cluster = start();
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MiniAccumuloClusterImpl start() throws IOException, InterruptedException {
        try {
            return started();
        } catch (RuntimeException | IOException e) {
            log.warn("Accumulo did not start, once more", e);
            return started();
        }
    }

    private static MiniAccumuloClusterImpl started() throws IOException, InterruptedException {
        Path folder = Path.of("target", "accumulo-" + UUID.randomUUID()).toAbsolutePath();
        Files.createDirectories(folder);
        var config = new MiniAccumuloConfigImpl(folder.toFile(), PASSWORD)
                .setNumTservers(2)
                .setDefaultMemory(256, MemoryUnit.MEGABYTE)
                .setZooKeeperStartupTime(60_000)
                .setSiteConfig(Map.of("instance.zookeeper.timeout", "5s"));
        var cluster = new MiniAccumuloClusterImpl(config);
        Files.writeString(folder.resolve("conf").resolve("core-site.xml"), RAW_FILES);
        cluster.start();
        return cluster;
    }

    private void stop() {
        try {
            cluster.stop();
        } catch (IOException | InterruptedException e) {
            log.warn("Accumulo did not stop", e);
        }
    }

    static AccumuloConfig config(String tables) {
        return new AccumuloConfig(
                SHARED.cluster.getInstanceName(),
                SHARED.cluster.getZooKeepers(),
                "root",
                new Secret(PASSWORD),
                tables,
                "unused");
    }

    /** As {@code kill -9} does. */
    static void killATabletServer() {
        ProcessReference first = Objects.requireNonNull(
                        SHARED.cluster.getProcesses().get(ServerType.TABLET_SERVER))
                .iterator()
                .next();
        first.getProcess().destroyForcibly().onExit().join();
    }
}
