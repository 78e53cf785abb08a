package dev.broadtape.launcher;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Completable;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster again, for a minute after each change of its members, which addresses this node listens to.
 *
 * <p>The plain manager does so once, when a member has gone. While halves of a cluster part and merge that once may fail, or
 * reach the half whose data the merge throws away: then nobody reaches the node any more, not even itself, and nothing
 * says so.
 */
final class RepairingClusterManager extends HazelcastClusterManager {
    private static final Logger log = LoggerFactory.getLogger(RepairingClusterManager.class);
    private static final int EVERY_SECONDS = 3;
    private static final int TIMES = 20;

    private final AtomicInteger left = new AtomicInteger();
    private final ScheduledExecutorService repairs = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "cluster-repair");
        thread.setDaemon(true);
        return thread;
    });

    RepairingClusterManager(Config config) {
        super(config);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the executor, and its failures are caught.
    public void join(Completable<Void> promise) {
        repairs.scheduleWithFixedDelay(this::repair, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        super.join(promise);
    }

    /** To Vert.x it looks like the end of a merge: it drops what it remembers of others and tells of its own again. */
    private void repair() {
        if (left.get() > 0) {
            left.decrementAndGet();
            try {
                super.stateChanged(new LifecycleEvent(LifecycleState.MERGED));
            } catch (RuntimeException e) {
                log.warn(
                        "telling the cluster what this node listens to failed, next try in {} s: {}",
                        EVERY_SECONDS,
                        e.toString());
            }
        }
    }

    @Override
    public synchronized void memberAdded(MembershipEvent event) {
        left.set(TIMES);
        super.memberAdded(event);
    }

    @Override
    public synchronized void memberRemoved(MembershipEvent event) {
        left.set(TIMES);
        super.memberRemoved(event);
    }

    @Override
    public synchronized void stateChanged(LifecycleEvent event) {
        left.set(TIMES);
        super.stateChanged(event);
    }

    @Override
    public void leave(Completable<Void> promise) {
        repairs.shutdown();
        super.leave(promise);
    }
}
