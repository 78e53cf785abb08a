package dev.broadtape.driver;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A driver that stands for the lease: it looks at the claim, and takes it over when it was released or has been silent. For use on
 * one context.
 */
final class Candidacy {
    /** After so long without a renewal a claim is taken over. */
    static final Duration SILENCE = Duration.ofMillis(2_500);
    /** The same for a claim of our own node: names are unique, so it is that of a process which is no more. */
    private static final Duration OWN_SILENCE = Duration.ofSeconds(1);

    private final Node node;
    private final Claims claims;
    private final Silence silence = new Silence();
    private final UUID instance = UuidCreator.getTimeOrderedEpoch();
    private Optional<Claim> seen = Optional.empty();

    /**
     * A claim that is ours now.
     *
     * @param how it became so
     */
    record Won(Claim claim, String how) {}

    Candidacy(Node node, Claims claims) {
        this.node = node;
        this.claims = claims;
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
        if (!now.released() && silent.compareTo(patience(now)) < 0) {
            return Future.succeededFuture(Optional.empty());
        }
        Claim next = now.next(node.name(), instance);
        String how = now.released() ? "which released it" : "silent for %d ms".formatted(silent.toMillis());
        return won(claims.takeOver(now, next), next, "taken over from %s, %s".formatted(now.holder(), how));
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
