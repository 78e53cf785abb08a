package dev.broadtape.launcher.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A service in a JVM of its own, which a test can kill. */
final class ChildJvm implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /** Returns when the service accepts connections. */
    static ChildJvm running(String service, Path folder, int port) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                ChildJvm.class.getName(),
                service,
                folder.toString(),
                Integer.toString(port));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var child = new ChildJvm(builder.start());
        child.awaitReady();
        return child;
    }

    private void awaitReady() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var printed = new StringBuilder();
        for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the child ended: " + printed);
            }
            printed.append(line).append('\n');
        }
        drain(output);
    }

    /** A full pipe would stop the child. */
    private static void drain(BufferedReader output) {
        var drain = new Thread(() -> output.lines().forEach(line -> {}), "child-output");
        drain.setDaemon(true);
        drain.start();
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As an ordinary end of the JVM: shutdown hooks run. */
    void end() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        int port = Integer.parseInt(args[2]);
        EmbeddedService service = switch (args[0]) {
            case "kafka" -> new KafkaService(folder, ServiceContract.HOST, port);
            case "mongo" -> new MongoService(folder, ServiceContract.HOST, port);
            case "redis" -> new RedisService(folder, ServiceContract.HOST, port);
            case "unleashed-redis" -> new RedisService(folder, ServiceContract.HOST, port, RedisBinary.Leash.NEVER);
            default -> throw new IllegalArgumentException(args[0]);
        };
        service.start();
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
