package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many that want the lease, on one MongoDB-wire server. */
class LeaseTest {
    private final Rig rig = new Rig();
    private final Claims claims = new Claims(rig.mongo());

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyFenceHasOneWinnerHoweverManyChallenge() {
        var random = new Random(20_261_124);
        Map<Long, Integer> winners = new ConcurrentHashMap<>();
        for (int round = 0; round < 200; round++) {
            int challengers = 2 + random.nextInt(15);
            var attempts = new ArrayList<Future<?>>();
            for (int challenger = 0; challenger < challengers; challenger++) {
                attempts.add(attempt("driver-" + challenger, random.nextBoolean(), winners));
            }
            Future.join(attempts).await();
        }

        assertThat(winners.values()).containsOnly(1);
        long last = claims.read().await().orElseThrow().fence();
        assertThat(winners.keySet()).hasSize((int) last).contains(1L, last);
    }

    /** Reads, and takes over what it read, or only renews it. */
    private Future<?> attempt(String name, boolean renews, Map<Long, Integer> winners) {
        UUID instance = UUID.randomUUID();
        return claims.read().compose(found -> {
            if (found.isEmpty()) {
                Claim first = Claim.first(name, instance);
                return claims.insert(first).map(won -> count(won, first, winners));
            }
            Claim seen = found.get();
            Claim next = seen.next(name, instance);
            return renews && winners.size() % 3 == 0
                    ? claims.renew(seen, false)
                    : claims.takeOver(seen, next).map(won -> count(won, next, winners));
        });
    }

    private static boolean count(boolean won, Claim claim, Map<Long, Integer> winners) {
        if (won) {
            winners.merge(claim.fence(), 1, Integer::sum);
        }
        return won;
    }

    @Test
    void aClaimThatWasRenewedIsNotTakenOver() {
        Claim first = Claim.first("driver-1", UUID.randomUUID());
        claims.insert(first).await();
        Claim seen = claims.read().await().orElseThrow();

        assertThat(claims.renew(first, false).await()).isTrue();

        assertThat(claims.takeOver(seen, seen.next("driver-2", UUID.randomUUID()))
                        .await())
                .isFalse();
    }

    @Test
    void theRunThatIsOnStaysWithTheTape() {
        UUID run = UUID.randomUUID();
        claims.insert(Claim.first("driver-1", UUID.randomUUID())).await();
        assertThat(claims.point(1, run).await()).isTrue();
        Claim seen = claims.read().await().orElseThrow();

        assertThat(claims.takeOver(seen, seen.next("driver-2", UUID.randomUUID()))
                        .await())
                .isTrue();

        assertThat(claims.point(1, UUID.randomUUID()).await()).isFalse();
        assertThat(claims.read().await().orElseThrow().run()).contains(run);
    }

    @Test
    void contestantsHoldItOneAfterTheOther() {
        var holding = new AtomicInteger();
        List<Long> fences = new ArrayList<>();
        var leases = new ArrayList<Lease>();
        for (int i = 0; i < 6; i++) {
            leases.add(contestant("driver-" + i, fences, holding));
        }
        for (int change = 1; change <= 4; change++) {
            int expected = change;
            await().until(() -> fences(fences).size() == expected && holding.get() == 1);
            Lease holder = leases.stream().filter(Lease::isHeld).findFirst().orElseThrow();
            holding.decrementAndGet();
            holder.release().await();
            leases.remove(holder);
        }

        await().until(() -> fences(fences).equals(List.of(1L, 2L, 3L, 4L, 5L)));
    }

    private static List<Long> fences(List<Long> fences) {
        synchronized (fences) {
            return List.copyOf(fences);
        }
    }

    private Lease contestant(String name, List<Long> fences, AtomicInteger holding) {
        return contestant(name, fences, holding, () -> true);
    }

    private Lease contestant(String name, List<Long> fences, AtomicInteger holding, BooleanSupplier reaches) {
        var holder = new Lease.Holder() {
            @Override
            public void won(long fence) {
                synchronized (fences) {
                    fences.add(fence);
                }
                holding.incrementAndGet();
            }

            @Override
            public void lost() {
                holding.decrementAndGet();
            }

            @Override
            public boolean reachesReceivers() {
                return reaches.getAsBoolean();
            }
        };
        var lease = new Lease(rig.vertx, Rig.node(name, Clock.systemUTC()), claims, holder);
        rig.vertx.getOrCreateContext().runOnContext(v -> lease.contest());
        return lease;
    }

    @Test
    void whoReachesReceiversTakesOverFromWhoDoesNot() {
        var firstReaches = new AtomicBoolean();
        var secondReaches = new AtomicBoolean();
        List<Long> fences = new ArrayList<>();
        var holding = new AtomicInteger();
        Lease first = contestant("driver-1", fences, holding, firstReaches::get);
        await().until(first::isHeld);
        Lease second = contestant("driver-2", fences, holding, secondReaches::get);

        await().until(() -> beats() > beatsOf(Candidacy.ALONE) + 4);
        assertThat(first.isHeld()).as("nobody reaches any").isTrue();
        secondReaches.set(true);

        await().until(() -> second.isHeld() && !first.isHeld());
        assertThat(fences(fences)).containsExactly(1L, 2L);
        firstReaches.set(true);
        await().until(() -> beats() > beatsOf(Candidacy.ALONE) + 4);
        assertThat(second.isHeld()).as("both reach some").isTrue();
    }

    private long beats() {
        return claims.read().await().orElseThrow().beat();
    }

    private static long beatsOf(Duration time) {
        return time.dividedBy(Lease.BEAT);
    }

    @Test
    void silenceCountsFromWhenTheClaimWasFirstSeenSo() {
        var silence = new Silence();
        Claim claim = Claim.first("driver-1", UUID.randomUUID());
        long start = -17;

        assertThat(silence.look(claim, start)).isZero();
        assertThat(silence.look(claim, start + seconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(silence.look(renewed(claim), start + seconds(2))).isZero();
        assertThat(silence.look(renewed(claim), start + seconds(3))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void silenceDoesNotCountWhatWasNotWatched() {
        var silence = new Silence();
        Claim claim = Claim.first("driver-1", UUID.randomUUID());
        silence.look(claim, 0);

        assertThat(silence.look(claim, seconds(60))).isZero();
        silence.blind();
        assertThat(silence.look(claim, seconds(61))).isZero();
        assertThat(silence.look(claim, seconds(62))).isEqualTo(Duration.ofSeconds(1));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static Claim renewed(Claim claim) {
        return new Claim(
                claim.fence(),
                claim.holder(),
                claim.instance(),
                claim.beat() + 1,
                claim.released(),
                claim.alone(),
                claim.run());
    }
}
