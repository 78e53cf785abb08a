package dev.broadtape.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Presence;
import dev.broadtape.contract.Presence.State;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Presence ONE = Presence.of("receiver-1", UUID.randomUUID());
    private static final Presence TWO = Presence.of("receiver-2", UUID.randomUUID());

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong nanos = new AtomicLong();
    private final Set<UUID> answering = new HashSet<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final Roster roster = new Roster(vertx, nanos::get, changes::incrementAndGet);

    @BeforeEach
    void follow() {
        var following = Promise.<Void>promise();
        context.runOnContext(v -> roster.follow().onComplete(following));
        following.future().await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void knowsWhoSpeaksAndForgetsWhoIsSilent() {
        say(ONE);
        say(TWO);
        await().until(() -> roster.receivers().equals(List.of(ONE, TWO)));

        for (int step = 0; step < 5; step++) {
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
            say(TWO);
            awaitLook();
        }

        await().until(() -> roster.receivers().equals(List.of(TWO)));
        assertThat(roster.owner(0)).contains(TWO);
        assertThat(changes).hasValue(3);
    }

    @Test
    void givesWhatIsOfAReceiverThatIsNotReadyToOthersUntilItIs() {
        say(ONE);
        say(TWO);
        await().until(() -> roster.owner(0).equals(Optional.of(ONE)));

        say(ONE.in(State.NOT_READY));
        await().until(() -> roster.owner(0).equals(Optional.of(TWO)));
        assertThat(changes).hasValue(3);

        say(ONE);
        await().until(() -> roster.owner(0).equals(Optional.of(ONE)));
    }

    @Test
    void forgetsAtOnceWhoLeaves() {
        say(ONE);
        await().until(() -> roster.owner(0).isPresent());

        say(ONE.in(State.LEAVING));

        await().until(() -> roster.owner(0).isEmpty());
    }

    @Test
    void afterAFreezeOfItsOwnItGivesAllAnotherChance() {
        say(ONE);
        await().until(() -> roster.owner(0).isPresent());

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        awaitLook();

        assertThat(roster.owner(0)).contains(ONE);
    }

    @Test
    void believesOnlySoMany() {
        for (int i = 0; i < Roster.MAX_RECEIVERS + 10; i++) {
            say(Presence.of("receiver-" + i, UUID.randomUUID()));
        }

        await().until(() -> roster.receivers().size() == Roster.MAX_RECEIVERS);
    }

    @Test
    void doesNotBelieveWhoCannotBeReachedUntilItAnswers() {
        Contract.RECEIVERS.publish(vertx.eventBus(), TWO);
        say(ONE);
        await().until(() -> roster.receivers().equals(List.of(ONE)));

        say(TWO);

        await().until(() -> roster.receivers().equals(List.of(ONE, TWO)));
    }

    /** As a receiver does: it answers, and it says that it is there. */
    private void say(Presence presence) {
        if (answering.add(presence.instance())) {
            Contract.presence(presence.instance())
                    .answerWith(vertx.eventBus(), Future::succeededFuture)
                    .completion()
                    .await();
        }
        Contract.RECEIVERS.publish(vertx.eventBus(), presence);
    }

    /** Two timers of the same kind set on the same context: when ours has run twice, the roster has looked. */
    private void awaitLook() {
        var looks = new AtomicInteger();
        context.runOnContext(v -> vertx.setPeriodic(300, id -> looks.incrementAndGet()));
        await().until(() -> looks.get() >= 2);
    }
}
