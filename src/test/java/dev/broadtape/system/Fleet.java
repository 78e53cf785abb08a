package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Seven processes on three hosts, as an operator starts them: a receiver and a driver on each of the first two; ingest with
 * the stores, the broker and the dashboard on the third.
 */
final class Fleet implements AutoCloseable {
    /** Receivers, drivers, and all that is on host 3. */
    static final List<String> RECEIVERS = List.of("receiver-1", "receiver-2");

    static final List<String> DRIVERS = List.of("driver-1", "driver-2");
    static final List<String> OTHERS = List.of("ingest-1", "dashboard-1", "kafka");

    private static final int DATA_HOST = 3;

    private record Member(String tier, int host, int clusterPort) {}

    private static final Map<String, Member> MEMBERS = members();

    private final Path folder;
    private final Hosts hosts;
    private final Map<String, Broadtape> running = new LinkedHashMap<>();

    Fleet(Path folder, Hosts hosts) {
        this.folder = folder;
        this.hosts = hosts;
    }

    private static Map<String, Member> members() {
        var members = new LinkedHashMap<String, Member>();
        members.put("ingest-1", new Member("ingest", DATA_HOST, 5701));
        members.put("dashboard-1", new Member("dashboard", DATA_HOST, 5702));
        for (int host = 1; host <= 2; host++) {
            members.put("receiver-" + host, new Member("receiver", host, 5701));
            members.put("driver-" + host, new Member("driver", host, 5702));
        }
        return members;
    }

    /** All of them; done when all are ready. */
    void start() {
        List.of(OTHERS, RECEIVERS, DRIVERS).forEach(names -> names.forEach(this::start));
        MEMBERS.keySet().forEach(this::awaitReady);
    }

    void start(String name) {
        running.put(name, Broadtape.start(folder, hosts, host(name), arguments(name)));
    }

    private static int host(String name) {
        return Optional.ofNullable(MEMBERS.get(name)).map(Member::host).orElse(DATA_HOST);
    }

    private List<String> arguments(String name) {
        var arguments = new ArrayList<>(List.of("--data", folder.resolve(name).toString()));
        if (name.equals("kafka")) {
            arguments.addAll(List.of("--conf", kafkaOnly().toString(), "--set", "kafka.host=" + address(name)));
            return arguments;
        }
        Member member = Objects.requireNonNull(MEMBERS.get(name));
        arguments.addAll(List.of("--conf", conf(member.tier()).toString()));
        settings(name, member).forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        return arguments;
    }

    private Path kafkaOnly() {
        try {
            return Files.writeString(folder.resolve("kafka.yaml"), "kafka: {embedded: true}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path conf(String tier) {
        return Path.of(System.getProperty("broadtape.conf"), tier + ".yaml").normalize();
    }

    private Map<String, String> settings(String name, Member member) {
        String data = hosts.address(DATA_HOST);
        var settings = new LinkedHashMap<String, String>();
        settings.put("node.name", name);
        settings.put("node.host", hosts.address(member.host()));
        settings.put("cluster.port", Integer.toString(member.clusterPort()));
        settings.put("cluster.members", clusterMembers());
        settings.put("security.tokens", "[%s]".formatted(Http.TOKEN));
        settings.put("kafka.embedded", "false");
        settings.put("kafka.bootstrapServers", data + ":9092");
        List.of("mongo", "redis", "sns").forEach(service -> settings.put(service + ".host", data));
        settings.put("mongo.uri", "mongodb://" + data);
        settings.put("redis.uri", "redis://" + data);
        settings.put("bridge.sns.deliverTo", "http://%s:8000/sns".formatted(data));
        settings.put("driver.autostart", "false");
        settings.put("driver.catchUp", "1h");
        return settings;
    }

    private String clusterMembers() {
        return MEMBERS.values().stream()
                .map(member -> hosts.address(member.host()) + ":" + member.clusterPort())
                .toList()
                .toString();
    }

    private String address(String name) {
        return hosts.address(host(name));
    }

    String url(String name, String path) {
        int port = switch (name.substring(0, name.indexOf('-'))) {
            case "ingest" -> 8000;
            case "driver" -> 8001;
            case "receiver" -> 8002;
            default -> 3000;
        };
        return "http://%s:%d%s".formatted(address(name), port, path);
    }

    /** Starts what has ended by itself, as an operator's supervisor does: a start may fail while the cluster changes. */
    void supervise() {
        List.copyOf(running.keySet()).stream()
                .filter(name -> !process(name).alive())
                .forEach(name -> {
                    System.out.printf("%s has ended by itself and is started again%n", name);
                    start(name);
                });
    }

    void awaitReady(String name) {
        try {
            await().alias(name)
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .untilAsserted(() -> assertReady(name));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "%s%n%s%n%s"
                            .formatted(
                                    name, process(name).threads(), process(name).log()),
                    e);
        }
    }

    private void assertReady(String name) {
        supervise();
        HttpResponse<String> answer = Http.get(url(name, "/health/ready"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The driver that has the lease. */
    Optional<String> holder() {
        return DRIVERS.stream().filter(this::holdsTheLease).findFirst();
    }

    private boolean holdsTheLease(String driver) {
        try {
            return status(driver).getJsonObject("lease").getBoolean("held");
        } catch (UncheckedIOException | AssertionError e) {
            return false;
        }
    }

    JsonObject status(String driver) {
        return Http.json(url(driver, "/status"));
    }

    /** How soon who runs now, and ran then, noticed that these processes were gone or silent. */
    Map<String, Duration> noticed(Instant begun, List<String> names) {
        List<String> addresses = MEMBERS.entrySet().stream()
                .filter(member -> names.contains(member.getKey()))
                .map(member ->
                        address(member.getKey()) + "]:" + member.getValue().clusterPort())
                .toList();
        List<String> logs = running.entrySet().stream()
                .filter(other -> !names.contains(other.getKey()))
                .map(other -> other.getValue().log())
                .toList();
        return addresses.isEmpty() ? Map.of() : Notice.of(begun, names, addresses, logs);
    }

    String brokers() {
        return hosts.address(DATA_HOST) + ":9092";
    }

    Broadtape process(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    Path data(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        running.values().forEach(Broadtape::close);
    }
}
