package dev.broadtape.launcher.embedded;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running redis-server. What it prints goes to a file that each start empties. */
final class RedisProcess {
    private static final Logger log = LoggerFactory.getLogger(RedisProcess.class);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG\r\n";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int PAUSE_MS = 10;
    private static final int ANSWER_MS = 1_000;

    private final Process process;
    private final Path output;

    private RedisProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** The thread that starts the server waits for its end: Linux ends the server with its parent's thread. */
    static RedisProcess start(List<String> command, Path output) throws Exception {
        File file = output.toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file);
        var started = new FutureTask<>(builder::start);
        var parent = new Thread(() -> watch(started), "redis");
        parent.setDaemon(true);
        parent.start();
        return new RedisProcess(started.get(), output);
    }

    private static void watch(FutureTask<Process> started) {
        started.run();
        try {
            log.info("redis-server ended with status {}", started.get().waitFor());
        } catch (Exception e) {
            log.debug("redis-server is no longer watched", e);
        }
    }

    /** While redis reads its file it answers LOADING; that counts as not ready. */
    void awaitReady(String host, int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!pongs(host, port)) {
            if (process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw failure("it ended with status %d".formatted(process.exitValue()));
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw failure("it does not answer");
            }
        }
    }

    void stop() {
        RedisBinary.end(process.toHandle());
    }

    private static boolean pongs(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), ANSWER_MS);
            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream().write(PING);
            byte[] answer = socket.getInputStream().readNBytes(PONG.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(PONG);
        } catch (IOException e) {
            return false;
        }
    }

    private IOException failure(String what) throws IOException {
        return new IOException(
                ("redis-server did not start: %s. It printed: %s. Where it cannot run (it needs libssl.so.3),"
                                + " set redis.embedded: false and redis.uri to use another one")
                        .formatted(what, Files.readString(output).strip()));
    }
}
