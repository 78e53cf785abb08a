package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.driver.Candidacy.Won;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to drive the tape. The holder renews it; the others look whether it is still renewed.
 *
 * <p>It keeps two drivers from working against each other for long. What keeps ticks right is its number, the fence, which
 * receivers check: a holder that cannot reach MongoDB goes on until it is told of another. For use on one context.
 */
final class Lease {
    /** How often it is renewed, and how often the others look. */
    static final Duration BEAT = Duration.ofMillis(500);

    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    /** Whom it concerns. */
    interface Holder {
        /** We have it, with a fence of its own. */
        void won(long fence);

        /** Another driver has it. */
        void lost();

        /** Whether we know of a receiver; one who does takes over from one who does not. */
        boolean reachesReceivers();
    }

    private final Vertx vertx;
    private final Node node;
    private final Claims claims;
    private final Holder holder;

    private Candidacy candidacy;
    private Optional<Claim> held = Optional.empty();
    private Optional<String> problem = Optional.of("not read yet");
    private long takeovers;
    private boolean busy;
    private boolean closed;

    /** A lease that we do not contest before {@link #contest}. */
    Lease(Vertx vertx, Node node, Claims claims, Holder holder) {
        this.vertx = vertx;
        this.node = node;
        this.claims = claims;
        this.holder = holder;
        this.candidacy = candidacy();
    }

    private Candidacy candidacy() {
        return new Candidacy(node, claims, holder::reachesReceivers);
    }

    void contest() {
        vertx.setPeriodic(BEAT.toMillis(), id -> beat());
        beat();
    }

    private void beat() {
        if (!busy && !closed) {
            busy = true;
            held.map(this::renew).orElseGet(this::stand).onComplete(done -> {
                busy = false;
                note(done.succeeded() ? Optional.empty() : Optional.of(Causes.text(done.cause())));
            });
        }
    }

    private void note(Optional<String> now) {
        if (now.isPresent() && problem.isEmpty() && !closed) {
            log.warn("the lease cannot be {}: {}", isHeld() ? "renewed" : "read", now.get());
        }
        problem = now;
    }

    private Future<?> renew(Claim mine) {
        return claims.renew(mine, !holder.reachesReceivers()).onSuccess(renewed -> {
            if (!renewed && held.filter(mine::equals).isPresent()) {
                standDown("the lease of fence %d was taken over".formatted(mine.fence()));
            }
        });
    }

    private Future<?> stand() {
        return candidacy
                .stand()
                .onSuccess(result -> result.filter(won -> !closed).ifPresent(this::win));
    }

    private void win(Won won) {
        log.info("the tape is ours, fence {}: {}", won.claim().fence(), won.how());
        takeovers += won.claim().fence() > 1 ? 1 : 0;
        held = Optional.of(won.claim());
        holder.won(won.claim().fence());
    }

    /** We do not have it any more, and stand for it again like everybody. */
    void standDown(String why) {
        if (isHeld()) {
            log.warn("on standby: {}", why);
            held = Optional.empty();
            candidacy = candidacy();
            holder.lost();
        }
    }

    /** Whether the claim can be read; if not, why. */
    Future<?> health() {
        return problem.<Future<?>>map(text -> Future.failedFuture(Fault.unavailable(text)))
                .orElseGet(Future::succeededFuture);
    }

    boolean isHeld() {
        return held.isPresent();
    }

    /** The claim as we know it, ours or that of another. */
    Optional<Claim> claim() {
        return held.or(candidacy::seen);
    }

    /** How often we have got it after another. */
    long takeovers() {
        return takeovers;
    }

    /** Gives it up, so that a successor need not wait. */
    Future<?> release() {
        closed = true;
        return held.<Future<?>>map(mine -> claims.release(mine)
                        .timeout(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwise(false))
                .orElseGet(Future::succeededFuture);
    }
}
