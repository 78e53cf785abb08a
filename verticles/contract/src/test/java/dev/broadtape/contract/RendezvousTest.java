package dev.broadtape.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Presence.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RendezvousTest {
    private static final int PARTITIONS = 600;

    @Property(tries = 20)
    void aReceiverThatGoesMovesNoPartitionButItsOwn(@ForAll @IntRange(min = 2, max = 6) int count) {
        List<Presence> all = receivers(count);
        List<Presence> fewer = all.subList(1, count);

        for (int partition = 0; partition < PARTITIONS; partition++) {
            Presence before = Rendezvous.owner(partition, all).orElseThrow();
            Presence after = Rendezvous.owner(partition, fewer).orElseThrow();
            assertThat(after).isEqualTo(before.equals(all.get(0)) ? after : before);
        }
    }

    @Example
    void spreadsPartitionsEvenly() {
        List<Presence> three = receivers(3);

        for (Presence receiver : three) {
            assertThat(IntStream.range(0, PARTITIONS)
                            .filter(partition ->
                                    Rendezvous.owner(partition, three).equals(Optional.of(receiver)))
                            .count())
                    .isBetween(PARTITIONS / 3 - 60L, PARTITIONS / 3 + 60L);
        }
    }

    @Example
    void theOrderOfTheReceiversDoesNotMatterAndTheLaterInstanceOfANameWins() {
        var older = Presence.of("receiver-1", new UUID(1, 0));
        var newer = Presence.of("receiver-1", new UUID(2, 0));

        assertThat(Rendezvous.owner(0, List.of(older, newer))).contains(newer);
        assertThat(Rendezvous.owner(0, List.of(newer, older))).contains(newer);
        assertThat(Rendezvous.owner(0, List.of())).isEmpty();
    }

    @Example
    void whoIsNotReadyHasSomethingOnlyWhenNobodyIs() {
        List<Presence> ready = receivers(2);
        List<Presence> neither =
                ready.stream().map(receiver -> receiver.in(State.NOT_READY)).toList();

        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertThat(Rendezvous.owner(partition, List.of(neither.get(0), ready.get(1))))
                    .contains(ready.get(1));
            assertThat(Rendezvous.owner(partition, neither).map(Presence::receiver))
                    .isEqualTo(Rendezvous.owner(partition, ready).map(Presence::receiver));
        }
    }

    @Example
    void theWeightIsThatOfTheDocumentedText() {
        // printf 0/receiver-1 | sha256sum begins with 6740, printf 0/receiver-2 | sha256sum with 33a2.
        var one = Presence.of("receiver-1", new UUID(1, 0));
        var two = Presence.of("receiver-2", new UUID(1, 0));

        assertThat(IntStream.range(0, 4)
                        .mapToObj(partition -> Rendezvous.owner(partition, List.of(one, two))
                                .orElseThrow()
                                .receiver()))
                .containsExactly("receiver-1", "receiver-1", "receiver-2", "receiver-2");
    }

    private static List<Presence> receivers(int count) {
        var receivers = new ArrayList<Presence>();
        IntStream.rangeClosed(1, count).forEach(i -> receivers.add(Presence.of("receiver-" + i, new UUID(7, i))));
        return receivers;
    }
}
