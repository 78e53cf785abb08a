package dev.broadtape.receiver;

import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.Mark;
import dev.broadtape.receiver.kafka.TickLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes a group of frames durable: first in the tick store, where writing twice is writing once, then in the log,
 * whose word is final. Blocks; for one worker thread.
 */
final class GroupCommit {
    static final String WRITES = "broadtape.receiver.store.write";
    static final String COMMITS = "broadtape.receiver.kafka.commit";

    private final Consumer<List<TickFrame>> store;
    private final TickLog log;
    private final Timer storeTimer;
    private final Timer logTimer;

    /**
     * Commits of one partition.
     *
     * @param store writes frames to the tick store
     */
    GroupCommit(Consumer<List<TickFrame>> store, TickLog log, MeterRegistry metrics) {
        this.store = store;
        this.log = log;
        this.storeTimer = timer(WRITES, "writing a group of frames to the tick store", metrics);
        this.logTimer = timer(COMMITS, "committing a group of frames to kafka", metrics);
    }

    private static Timer timer(String name, String description, MeterRegistry metrics) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    Map<UUID, Mark> open() {
        return log.open();
    }

    void run(Group group) {
        if (!group.frames().isEmpty()) {
            storeTimer.record(() -> store.accept(group.frames()));
        }
        logTimer.record(() -> log.commit(group.frames(), group.fences()));
    }

    void close() {
        log.close();
    }
}
