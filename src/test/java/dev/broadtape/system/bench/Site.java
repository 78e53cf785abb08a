package dev.broadtape.system.bench;

import dev.broadtape.system.Broadtape;
import dev.broadtape.system.Ports;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A pipeline on ports of its own: one process of the jar, or several in a cluster on loopback. No tape runs at first. */
final class Site implements AutoCloseable {
    static final String TOPIC = "stock-ticks";
    static final String DRIVER = "driver";
    static final String RECEIVER = "receiver";

    /** The tiers that the sites of several processes are made of, by name. */
    static final Map<String, String> DRIVER_AND_REST = Map.of(
            DRIVER,
            "driver:",
            "rest",
            "ingest:\nbridge:\nreceiver:\ndashboard:\nmongo: {embedded: true}\nredis: {embedded: true}\n"
                    + "kafka: {embedded: true}\nsns: {embedded: true}");

    static final Map<String, String> DRIVER_AND_RECEIVER_AND_REST = Map.of(
            DRIVER,
            "driver:",
            RECEIVER,
            "receiver:\nkafka: {embedded: true}",
            "rest",
            "ingest:\nbridge:\nmongo: {embedded: true}\nredis: {embedded: true}\nsns: {embedded: true}");

    private static final int SYMBOLS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Ports ports = new Ports();
    private final Map<String, Broadtape> processes = new LinkedHashMap<>();

    private Site(Path folder) {
        this.folder = folder;
    }

    /** Everything in one JVM with these options; {@code sets} are settings such as {@code receiver.audit=false}. */
    static Site one(Path folder, List<String> options, String... sets) {
        var site = new Site(folder);
        site.start("all", options, List.of(), sets);
        return site.whenReady();
    }

    /** A JVM for each of {@code tiers}. */
    static Site several(Path folder, Map<String, String> tiers) {
        var site = new Site(folder);
        Map<String, Integer> clusterPorts =
                tiers.keySet().stream().collect(Collectors.toMap(name -> name, name -> Ports.free()));
        String members = clusterPorts.values().stream()
                .map(port -> "127.0.0.1:" + port)
                .toList()
                .toString();
        tiers.forEach((name, sections) -> site.start(
                name,
                List.of(),
                List.of("--conf", site.conf(name, sections).toString()),
                "cluster.port=" + clusterPorts.get(name),
                "cluster.members=" + members,
                "node.name=" + name));
        return site.whenReady();
    }

    private Path conf(String name, String sections) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name + ".yaml"), "cluster: {name: bench}\n" + sections + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(String name, List<String> options, List<String> more, String... sets) {
        var arguments = new ArrayList<>(more);
        arguments.addAll(ports.sets());
        arguments.addAll(List.of("--data", folder.resolve(name).toString(), "--set", "driver.autostart=false"));
        List.of(sets).forEach(set -> arguments.addAll(List.of("--set", set)));
        processes.put(name, Broadtape.start(folder, options, arguments));
    }

    private Site whenReady() {
        try {
            List.of("ingest", RECEIVER, DRIVER).forEach(tier -> await(tier + " is ready", () -> ready(tier)));
            await("all symbols are ready", () -> json(DRIVER, "/status").getInteger("ready_symbols") == SYMBOLS);
            return this;
        } catch (ConditionTimeoutException e) {
            processes.values().forEach(process -> System.out.println(process.log()));
            close();
            throw e;
        }
    }

    private boolean ready(String tier) {
        return Broadtape.get(ports.of(tier), "/health/ready").statusCode() == 200;
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(condition);
    }

    JsonObject json(String tier, String path) {
        return Broadtape.json(ports.of(tier), path);
    }

    int port(String tierOrService) {
        return ports.of(tierOrService);
    }

    String brokers() {
        return "127.0.0.1:" + ports.of("kafka");
    }

    /** The process that has this name; {@code all} when there is only one. */
    Broadtape process(String name) {
        return Objects.requireNonNull(processes.get(name));
    }

    List<Long> pids() {
        return processes.values().stream().map(Broadtape::pid).toList();
    }

    @Override
    public void close() {
        processes.values().forEach(Broadtape::close);
    }
}
