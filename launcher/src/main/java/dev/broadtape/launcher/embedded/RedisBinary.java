package dev.broadtape.launcher.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/** The redis-server that belongs to one folder: how to run it, and the one that may still run from there. */
final class RedisBinary {
    /** Whether Linux is asked to end the server when its parent dies, which other systems cannot do. */
    enum Leash {
        WHERE_POSSIBLE,
        NEVER
    }

    private static final Logger log = LoggerFactory.getLogger(RedisBinary.class);
    private static final List<String> ON_LEASH = List.of("setpriv", "--pdeathsig", "TERM");
    private static final int GRACE_SECONDS = 5;

    private final Path folder;
    private final Path pidFile;

    RedisBinary(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        pidFile = this.folder.resolve("redis.pid");
    }

    List<String> command(String host, int port, Leash leash) throws IOException, InterruptedException {
        String executable =
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getAbsolutePath();
        List<String> command = new ArrayList<>(leash == Leash.WHERE_POSSIBLE && leashWorks() ? ON_LEASH : List.of());
        command.addAll(List.of(executable, "--bind", host, "--port", Integer.toString(port)));
        command.addAll(List.of("--dir", folder.toString(), "--pidfile", pidFile.toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""));
        return command;
    }

    void endOrphan() throws IOException {
        Optional<ProcessHandle> orphan = orphan();
        if (orphan.isPresent()) {
            log.info(
                    "ending the redis-server {} that a killed process left behind",
                    orphan.get().pid());
            end(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    /** SIGTERM lets redis write its append-only file; one that does not listen is killed. */
    static void end(ProcessHandle process) {
        CompletableFuture<ProcessHandle> gone = process.onExit();
        process.destroy();
        gone.completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS).join();
        if (process.destroyForcibly()) {
            gone.join();
        }
    }

    private Optional<ProcessHandle> orphan() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String pid = Files.readString(pidFile).strip();
        return pid.matches("[0-9]{1,18}")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(this::runsFromHere)
                : Optional.empty();
    }

    private boolean runsFromHere(ProcessHandle process) {
        return process.info()
                .command()
                .filter(executable -> Path.of(executable).startsWith(folder))
                .isPresent();
    }

    private static boolean leashWorks() throws InterruptedException {
        List<String> probe = new ArrayList<>(ON_LEASH);
        probe.add("true");
        try {
            return new ProcessBuilder(probe).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
