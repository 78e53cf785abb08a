package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four tier configurations as four processes, a cluster on loopback. */
class FourTiersTest {
    private static final List<String> TIERS = List.of("ingest", "receiver", "dashboard", "driver");

    @TempDir
    static Path folder;

    private final Ports ports = new Ports();
    private final List<Integer> clusterPorts =
            IntStream.range(0, TIERS.size()).mapToObj(i -> Ports.free()).toList();
    private final Map<String, Broadtape> tiers = new LinkedHashMap<>();

    @AfterEach
    void killAll() {
        tiers.values().forEach(Broadtape::close);
    }

    @Test
    void showTheSameTapeAndSurviveEachOthersDeath() {
        TIERS.forEach(this::start);
        TIERS.forEach(tier -> tier(tier).awaitReady(ports.of(tier)));
        await().atMost(Broadtape.PATIENCE).ignoreExceptions().until(() -> stored() > 300);
        await().atMost(Broadtape.PATIENCE)
                .untilAsserted(() -> assertThat(Broadtape.get(ports.of("dashboard"), "/api/v1/topology")
                                .body())
                        .contains("ingest-1", "driver-1", "receiver-1", "dashboard-1"));

        for (String tier : List.of("receiver", "driver", "ingest")) {
            long before = stored();
            tier(tier).kill();
            start(tier);
            tier(tier).awaitReady(ports.of(tier));
            await().atMost(Broadtape.PATIENCE).ignoreExceptions().until(() -> stored() > before + 300);
        }
        assertThat(tier("dashboard").terminate(Duration.ofSeconds(10))).isZero();
        assertThat(tier("driver").terminate(Duration.ofSeconds(10))).isZero();
    }

    private void start(String tier) {
        var arguments = new ArrayList<>(List.of(
                "--conf",
                Path.of(System.getProperty("broadtape.conf"), tier + ".yaml")
                        .normalize()
                        .toString(),
                "--data",
                folder.resolve(tier).toString(),
                "--set",
                "cluster.port=" + clusterPorts.get(TIERS.indexOf(tier)),
                "--set",
                "cluster.members=" + members()));
        arguments.addAll(ports.sets());
        tiers.put(tier, Broadtape.start(folder, arguments));
    }

    private Broadtape tier(String name) {
        return Objects.requireNonNull(tiers.get(name));
    }

    private String members() {
        return clusterPorts.stream().map(port -> "127.0.0.1:" + port).toList().toString();
    }

    private long stored() {
        return Broadtape.json(ports.of("receiver"), "/api/v1/stream/status").getLong("ticks_stored");
    }
}
