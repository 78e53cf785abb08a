package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.ReceiverLedger.Seen;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Pause;
import dev.broadtape.receiver.kafka.AuditReport;
import dev.broadtape.receiver.kafka.ReadBack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what is ours read back from Kafka without end, on a thread of its own that nobody waits for. For one context. */
public final class Auditor {
    private static final Logger log = LoggerFactory.getLogger(Auditor.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ReadBack readBack;
    private final Supplier<Set<Integer>> opened;
    private final IntPredicate ours;
    private final Set<Integer> partitions = new HashSet<>();
    private final WorkerExecutor worker;
    private final Pause pause = new Pause();
    private volatile AuditReport latest = AuditReport.EMPTY;
    private boolean closed;

    /**
     * An auditor that does not read yet.
     *
     * @param opened the partitions to begin with, asked again and again
     * @param ours whether to go on with a partition
     */
    public Auditor(Vertx vertx, ReadBack readBack, Supplier<Set<Integer>> opened, IntPredicate ours) {
        this.vertx = vertx;
        this.readBack = readBack;
        this.opened = opened;
        this.ours = ours;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-audit-" + UUID.randomUUID(), 1);
    }

    /** Begins to read. */
    void open() {
        if (closed) {
            return;
        }
        partitions.addAll(opened.get());
        partitions.removeIf(partition -> !ours.test(partition));
        Set<Integer> now = Set.copyOf(partitions);
        worker.executeBlocking(() -> readBack.read(now), false)
                .onSuccess(report -> read(now, report))
                .onFailure(this::failed);
    }

    private void read(Set<Integer> now, AuditReport report) {
        latest = report;
        pause.reset();
        if (now.isEmpty()) {
            vertx.setTimer(IDLE.toMillis(), id -> open());
        } else {
            open();
        }
    }

    private void failed(Throwable thrown) {
        if (!closed) {
            Duration next = pause.next();
            log.warn("reading back failed, next try in {} ms: {}", next.toMillis(), Causes.text(thrown));
            vertx.setTimer(next.toMillis(), id -> open());
        }
    }

    /** What was read back, by partition and run. */
    Map<Integer, Map<UUID, Seen>> seen() {
        return latest.seen();
    }

    /** Committed records that are still to be read. From any thread. */
    long lag() {
        return latest.lag();
    }

    /** Ends within a second. */
    Future<Void> close() {
        closed = true;
        readBack.interrupt();
        return worker.executeBlocking(this::closeReadBack, false)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(thrown -> log.warn("the reading back hangs: {}", Causes.text(thrown)))
                .eventually(worker::close)
                .otherwiseEmpty()
                .mapEmpty();
    }

    private boolean closeReadBack() {
        readBack.close();
        return true;
    }
}
