package dev.broadtape.accumulo;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.apache.accumulo.core.client.AccumuloClient;
import org.apache.accumulo.core.client.BatchWriter;
import org.apache.accumulo.core.client.BatchWriterConfig;
import org.apache.accumulo.core.client.MutationsRejectedException;
import org.apache.accumulo.core.client.TableNotFoundException;
import org.apache.accumulo.core.data.Mutation;

/**
 * Writers of one table, as many as write at a time, each with at most 8 MiB that are not acknowledged yet: whoever has
 * more waits. A write ends when all of it is durable, at the latest after 15 s.
 */
final class Writers {
    private static final BatchWriterConfig BOUNDS = new BatchWriterConfig()
            .setMaxMemory(8 << 20)
            .setMaxLatency(1, TimeUnit.SECONDS)
            .setMaxWriteThreads(2)
            .setTimeout(15, TimeUnit.SECONDS);

    private final AccumuloClient client;
    private final String table;
    private final ConcurrentLinkedDeque<BatchWriter> idle = new ConcurrentLinkedDeque<>();

    Writers(AccumuloClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** A writer that has failed once fails for ever: it is not used again. */
    void write(Iterable<Mutation> mutations) throws TableNotFoundException, MutationsRejectedException {
        BatchWriter idleOne = idle.poll();
        BatchWriter writer = idleOne == null ? client.createBatchWriter(table, BOUNDS) : idleOne;
        boolean written = false;
        try {
            writer.addMutations(mutations);
            writer.flush();
            written = true;
        } finally {
            if (written) {
                idle.push(writer);
            } else {
                abandon(writer);
            }
        }
    }

    private static void abandon(BatchWriter writer) {
        try {
            writer.close();
        } catch (MutationsRejectedException | RuntimeException e) {
            // What it says was thrown to the one who wrote.
        }
    }

    void close() {
        List.copyOf(idle).forEach(Writers::abandon);
        idle.clear();
    }
}
