package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process, two, four: which verticles start where is no more than a choice. */
class TopologyTest {
    private static final UUID RUN = UuidCreator.getTimeOrderedEpoch();
    private static final long SLICES = 2_000;
    private static final String DATA =
            "{ingest: , bridge: , mongo: {embedded: true}, redis: {embedded: true}, sns: {embedded: true}}";

    @TempDir
    Path folder;

    @Test
    void allGiveTheSameTopicForTheSameSeed() throws IOException {
        Content one = topic(Map.of(
                "all",
                "{ingest: , bridge: , receiver: , dashboard: , driver: , mongo: {embedded: true}, "
                        + "redis: {embedded: true}, kafka: {embedded: true}, sns: {embedded: true}}"));
        Content two = topic(Map.of(
                "makes",
                        "{ingest: , bridge: , driver: , mongo: {embedded: true}, redis: {embedded: true}, sns: {embedded: true}}",
                "keeps", "{receiver: , dashboard: , kafka: {embedded: true}}"));
        Content four = topic(Map.of(
                "ingests", DATA,
                "drives", "{driver: }",
                "receives", "{receiver: , kafka: {embedded: true}}",
                "shows", "{dashboard: }"));

        assertThat(one.size()).isEqualTo(SLICES * 30);
        assertThat(two.records().equals(one.records())).isTrue();
        assertThat(four.records().equals(one.records())).isTrue();
    }

    /** What these processes, each with its configuration, make of the run. */
    private Content topic(Map<String, String> layout) throws IOException {
        var ports = new Ports();
        Map<String, Integer> clusterPorts = new LinkedHashMap<>();
        layout.keySet().forEach(name -> clusterPorts.put(name, Ports.free()));
        List<String> members =
                clusterPorts.values().stream().map(port -> "127.0.0.1:" + port).toList();
        var processes = new ArrayList<Broadtape>();
        try {
            for (Map.Entry<String, String> process : layout.entrySet()) {
                processes.add(start(process.getKey(), process.getValue(), ports, clusterPorts, members));
            }
            List.of("ingest", "receiver", "driver")
                    .forEach(tier -> processes.get(0).awaitReady(ports.of(tier)));
            return run(ports);
        } finally {
            processes.forEach(Broadtape::close);
        }
    }

    private Broadtape start(
            String name, String yaml, Ports ports, Map<String, Integer> clusterPorts, List<String> members)
            throws IOException {
        boolean alone = clusterPorts.size() == 1;
        String cluster = "{port: %d, members: %s}".formatted(clusterPorts.get(name), members);
        Path conf = Files.writeString(
                folder.resolve(name + ".yaml"),
                alone ? yaml : yaml.replaceFirst("\\{", "{cluster: " + cluster.replace("$", "") + ", "));
        var arguments = new ArrayList<>(ports.sets());
        arguments.addAll(List.of("--conf", conf.toString(), "--set", "driver.autostart=false", "--set"));
        arguments.addAll(
                List.of("node.name=" + name, "--data", folder.resolve(name).toString()));
        return Broadtape.start(folder, arguments);
    }

    private static Content run(Ports ports) {
        String driver = "http://127.0.0.1:" + ports.of("driver");
        RunRequest.of(RUN, "http://127.0.0.1:" + ports.of("ingest")).playToTheEnd(driver, SLICES);
        return Content.ofTopic("127.0.0.1:" + ports.of("kafka"), "stock-ticks");
    }
}
