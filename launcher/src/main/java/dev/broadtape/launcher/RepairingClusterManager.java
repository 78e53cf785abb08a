package dev.broadtape.launcher;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.Completable;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Treats who listens to which address as soft state, every 3 seconds for a minute after each change of members and every 30 at
 * all times: it tells the cluster again what this node listens to, removes what nodes that are gone listened to, and looks up
 * again the addresses that this node sends to.
 *
 * <p>The plain manager tells it once, when a member has gone, and Vert.x remembers whom it sends to until it hears of a change. While
 * halves of a cluster part and merge the one may fail or reach the half whose data the merge throws away, and the other may be
 * missed: then a node is not heard any more, for good, and nothing says so.
 */
final class RepairingClusterManager extends HazelcastClusterManager {
    private static final Logger log = LoggerFactory.getLogger(RepairingClusterManager.class);
    private static final int EVERY_SECONDS = 3;
    /** So many times in a row after a change, then each tenth time. */
    private static final int TIMES = 20;

    private static final int IDLE = 10;

    private final AtomicInteger turn = new AtomicInteger();
    /** Addresses that were looked up, as long as Vert.x remembers what was found. */
    private final Set<String> lookedUp = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService repairs = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "cluster-repair");
        thread.setDaemon(true);
        return thread;
    });
    private volatile RegistrationListener listener = new RegistrationListener() {};
    private Set<String> strangers = Set.of();

    RepairingClusterManager(Config config) {
        super(config);
    }

    @Override
    public void join(Completable<Void> promise) {
        var joining = Promise.<Void>promise();
        joining.future().onSuccess(v -> takeTurns()).onComplete(promise);
        super.join(joining);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the executor, and its failures are caught.
    private void takeTurns() {
        repairs.scheduleWithFixedDelay(this::takeTurn, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void registrationListener(RegistrationListener registrations) {
        listener = registrations;
        super.registrationListener(registrations);
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
        lookedUp.add(address);
        super.getRegistrations(address, promise);
    }

    private void takeTurn() {
        int now = turn.incrementAndGet();
        if (isActive() && getNodeInfo() != null && (now <= TIMES || now % IDLE == 0)) {
            try {
                repair();
            } catch (RuntimeException e) {
                log.warn("telling the cluster what this node listens to failed, and is tried again: {}", e.toString());
            }
        }
    }

    private void repair() {
        // To the plain manager it looks like the end of a merge: it tells of its own again.
        super.stateChanged(new LifecycleEvent(LifecycleState.MERGED));
        removeStrangers();
        lookedUp.removeIf(address -> !listener.wantsUpdatesFor(address));
        lookedUp.forEach(this::lookUp);
    }

    /** What belongs to no member, two times in a row: one that has only just come may not be known yet. */
    private void removeStrangers() {
        Set<String> nodes = Set.copyOf(getNodes());
        MultiMap<String, HazelcastRegistrationInfo> subscriptions =
                getHazelcastInstance().getMultiMap(Cluster.SUBSCRIPTIONS);
        Set<String> now = ConcurrentHashMap.newKeySet();
        for (Map.Entry<String, HazelcastRegistrationInfo> entry : subscriptions.entrySet()) {
            String node = entry.getValue().unwrap().nodeId();
            if (!nodes.contains(node)) {
                now.add(node);
                if (strangers.contains(node)) {
                    subscriptions.remove(entry.getKey(), entry.getValue());
                }
            }
        }
        strangers = now;
    }

    private void lookUp(String address) {
        super.getRegistrations(address, (found, failure) -> {
            if (failure == null) {
                listener.registrationsUpdated(new RegistrationUpdateEvent(address, found));
            }
        });
    }

    @Override
    public synchronized void memberAdded(MembershipEvent event) {
        turn.set(0);
        super.memberAdded(event);
    }

    @Override
    public synchronized void memberRemoved(MembershipEvent event) {
        turn.set(0);
        super.memberRemoved(event);
    }

    @Override
    public synchronized void stateChanged(LifecycleEvent event) {
        turn.set(0);
        super.stateChanged(event);
    }

    @Override
    public void leave(Completable<Void> promise) {
        repairs.shutdown();
        super.leave(promise);
    }
}
