package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A process of the real jar. Closing it kills it. */
public final class Broadtape implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final Path log;

    private Broadtape(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the jar with these arguments; its output goes to a log below {@code folder}. */
    static Broadtape start(Path folder, List<String> arguments) {
        return launch(folder, List.of(java()), arguments);
    }

    /** The same on another host of this machine, with a small heap, as one of many. */
    static Broadtape start(Path folder, Hosts hosts, int host, List<String> arguments) {
        var java = new ArrayList<>(hosts.run(host));
        java.addAll(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        return launch(folder, java, arguments);
    }

    /** The same with options for the JVM. */
    public static Broadtape start(Path folder, List<String> options, List<String> arguments) {
        var java = new ArrayList<>(List.of(java()));
        java.addAll(options);
        return launch(folder, java, arguments);
    }

    private static Broadtape launch(Path folder, List<String> java, List<String> arguments) {
        var command = new ArrayList<>(java);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile(Files.createDirectories(folder), "broadtape-", ".log");
            return new Broadtape(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole pipeline with the bundled configuration, its data below {@code folder}. */
    static Broadtape whole(Path folder, Ports ports) {
        var arguments = new ArrayList<>(ports.sets());
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        return start(folder, arguments);
    }

    private static String java() {
        return jdk("java");
    }

    /** A command of the JDK that runs this. */
    public static String jdk(String command) {
        return Path.of(System.getProperty("java.home"), "bin", command).toString();
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("broadtape.jar")).normalize();
        assertThat(jar).as("the jar; mvn package makes it").exists();
        return jar;
    }

    public static HttpResponse<String> get(int port, String path) {
        return send(HttpRequest.newBuilder(uri(port, path)).GET());
    }

    public static HttpResponse<String> post(int port, String path, String body) {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JSON answer with status 200. */
    public static JsonObject json(int port, String path) {
        HttpResponse<String> answer = get(port, path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    public void awaitReady(int port) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> get(port, "/health/ready").statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not ready at %d:%n%s".formatted(port, log()), e);
        }
    }

    /** What it printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its threads do. */
    String threads() {
        return Commands.run(jdk("jcmd"), Long.toString(pid()), "Thread.print");
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The exit code, when it ends by itself. */
    int exitCode() {
        return exitWithin(PATIENCE);
    }

    /** SIGTERM; the exit code. */
    int terminate(Duration within) {
        process.destroy();
        return exitWithin(within);
    }

    private int exitWithin(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it ends within %s: %s", patience, log())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        exitWithin(PATIENCE);
    }

    public long pid() {
        return process.pid();
    }

    /** {@code kill -STOP}: it keeps its sockets and does nothing. */
    public void freeze() {
        signal("-STOP");
    }

    /** {@code kill -CONT}. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        Commands.run("kill", signal, Long.toString(pid()));
    }

    @Override
    public void close() {
        kill();
    }
}
