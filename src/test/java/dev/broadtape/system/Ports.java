package dev.broadtape.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A free port for each key that is a port, so that tests meet neither each other nor a running Broadtape. */
public final class Ports {
    private static final List<String> KEYS = List.of(
            "ingest.port",
            "driver.port",
            "receiver.port",
            "dashboard.port",
            "mongo.port",
            "redis.port",
            "kafka.port",
            "sns.port");

    private static final int LOWEST = 20_000;
    private static final int BELOW = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> ports = new LinkedHashMap<>();

    public Ports() {
        KEYS.forEach(key -> ports.put(key, free()));
    }

    /** A port that is given once, below those that the system itself gives to connections. */
    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST, BELOW);
        } while (!isFree(port) || !GIVEN.add(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public int of(String tierOrService) {
        Integer port = ports.get(tierOrService + ".port");
        if (port == null) {
            throw new IllegalArgumentException(tierOrService);
        }
        return port;
    }

    /** The {@code --set} arguments that make a process use these ports, for its own servers and for those it calls. */
    public List<String> sets() {
        var arguments = new ArrayList<String>();
        ports.forEach((key, port) -> arguments.addAll(List.of("--set", key + "=" + port)));
        arguments.addAll(List.of("--set", "mongo.uri=mongodb://127.0.0.1:" + of("mongo")));
        arguments.addAll(List.of("--set", "redis.uri=redis://127.0.0.1:" + of("redis")));
        arguments.addAll(List.of("--set", "kafka.bootstrapServers=127.0.0.1:" + of("kafka")));
        arguments.addAll(List.of("--set", "bridge.sns.deliverTo=http://127.0.0.1:%d/sns".formatted(of("ingest"))));
        return arguments;
    }
}
