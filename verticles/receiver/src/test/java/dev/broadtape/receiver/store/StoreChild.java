package dev.broadtape.receiver.store;

import static org.awaitility.Awaitility.await;

import dev.broadtape.receiver.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A JVM that writes batch after batch, says so after each, and is killed in the middle of it. */
final class StoreChild {
    static final int TICKS = 100;

    private StoreChild() {}

    /** Lets it acknowledge at least {@code batches}, kills it as kill -9 does, and returns how many it did. */
    static long killedAfter(Path folder, int batches) throws IOException {
        Path said = folder.resolve("said");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        StoreChild.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process child = builder.start();
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged(said) >= batches);
        } finally {
            child.destroyForcibly().onExit().join();
        }
        return acknowledged(said);
    }

    private static long acknowledged(Path said) throws IOException {
        return Files.readString(said).chars().filter(c -> c == '\n').count();
    }

    public static void main(String[] args) {
        TickStore store = RocksTickStore.open(Path.of(args[0]), TickStoreContract.ALL, false);
        for (long first = 1; ; first += TICKS) {
            store.write(List.of(Frames.of(TickStoreContract.RUN, 0, first, TICKS)));
            System.out.println("written");
        }
    }
}
