package dev.broadtape.driver;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A driver that stands for the lease: it looks at the claim, and takes it over when it was released, has been silent, or is held
 * by one who reaches no receiver while we do. For use on one context.
 */
final class Candidacy {
    /** After so long without a renewal a claim is taken over. */
    static final Duration SILENCE = Duration.ofMillis(2_500);
    /** The same for a claim of our own node: names are unique, so it is that of a process which is no more. */
    private static final Duration OWN_SILENCE = Duration.ofSeconds(1);

    /** Long enough for a holder to see a receiver that is new to all. */
    static final Duration ALONE = Duration.ofSeconds(2);

    private final Node node;
    private final Claims claims;
    private final BooleanSupplier reachesReceivers;
    private final Silence silence = new Silence();
    private final UUID instance = UuidCreator.getTimeOrderedEpoch();
    private Optional<Claim> seen = Optional.empty();
    private OptionalLong aloneSinceNanos = OptionalLong.empty();

    /**
     * A claim that is ours now.
     *
     * @param how it became so
     */
    record Won(Claim claim, String how) {}

    Candidacy(Node node, Claims claims, BooleanSupplier reachesReceivers) {
        this.node = node;
        this.claims = claims;
        this.reachesReceivers = reachesReceivers;
    }

    /** One attempt; empty when it is not our turn, or somebody was quicker. */
    Future<Optional<Won>> stand() {
        return claims.read()
                .onSuccess(found -> seen = found)
                .onFailure(thrown -> silence.blind())
                .compose(found -> found.map(this::challenge).orElseGet(this::beFirst));
    }

    private Future<Optional<Won>> beFirst() {
        Claim first = Claim.first(node.name(), instance);
        return won(claims.insert(first), first, "it is the first");
    }

    /** A claim of our own is that of an earlier attempt of which we had no answer. */
    private Future<Optional<Won>> challenge(Claim now) {
        Duration silent = silence.look(now, node.nanos());
        if (now.instance().equals(instance)) {
            return won(Future.succeededFuture(true), now, "it was ours already");
        }
        Claim next = now.next(node.name(), instance);
        return vacant(now, silent)
                .map(why ->
                        won(claims.takeOver(now, next), next, "taken over from %s, %s".formatted(now.holder(), why)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** Why it is anybody's, if it is. */
    private Optional<String> vacant(Claim now, Duration silent) {
        Duration alone = alone(now);
        if (now.released()) {
            return Optional.of("which released it");
        }
        if (silent.compareTo(patience(now)) >= 0) {
            return Optional.of("silent for %d ms".formatted(silent.toMillis()));
        }
        return alone.compareTo(ALONE) < 0
                ? Optional.empty()
                : Optional.of("without a receiver for %d ms".formatted(alone.toMillis()));
    }

    /** For how long the holder has reached no receiver while we reached one, as far as we have watched. */
    private Duration alone(Claim now) {
        if (!now.alone() || !reachesReceivers.getAsBoolean()) {
            aloneSinceNanos = OptionalLong.empty();
            return Duration.ZERO;
        }
        if (aloneSinceNanos.isEmpty()) {
            aloneSinceNanos = OptionalLong.of(node.nanos());
        }
        return Duration.ofNanos(node.nanos() - aloneSinceNanos.getAsLong());
    }

    private Duration patience(Claim now) {
        return now.holder().equals(node.name()) ? OWN_SILENCE : SILENCE;
    }

    private static Future<Optional<Won>> won(Future<Boolean> done, Claim claim, String how) {
        return done.map(yes -> yes ? Optional.of(new Won(claim, how)) : Optional.empty());
    }

    /** The claim as it read last. */
    Optional<Claim> seen() {
        return seen;
    }
}
