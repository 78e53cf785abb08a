package dev.broadtape.accumulo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.receiver.Frames;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.store.StoreException;
import dev.broadtape.receiver.store.StoreStatus;
import dev.broadtape.receiver.store.TickStore;
import dev.broadtape.receiver.store.TickStoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Against a real Accumulo. */
class AccumuloTickStoreTest extends TickStoreContract {
    private final String tables = "t" + UUID.randomUUID().toString().replace("-", "");

    @Override
    protected TickStore open(Keep keep) {
        return new AccumuloStoreFactory().open(MiniCluster.config(tables), keep);
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenATabletServerIsKilled() {
        int frames = 60;
        for (int i = 0; i < frames; i++) {
            if (i == 20) {
                MiniCluster.killATabletServer();
            }
            TickFrame frame = Frames.of(RUN, i % 4, 1 + 500L * (i / 4), 500);
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> written(frame));
        }

        for (int partition = 0; partition < 4; partition++) {
            assertThat(sequences(partition))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 500L * frames / 4).boxed().toList());
        }
        assertThat(store.stored()).isEqualTo(500L * frames);
    }

    private boolean written(TickFrame frame) {
        try {
            store.write(List.of(frame));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private List<Long> sequences(int partition) {
        var sequences = new ArrayList<Long>();
        for (Tick last : store.lastAfter("", 100)) {
            if (last.partition() == partition) {
                store.newest(last.symbol(), 100_000).forEach(tick -> sequences.add(tick.sequence()));
            }
        }
        return sequences;
    }

    @Test
    void letsTicksGoByAge() {
        reopen(new Keep(Duration.ofSeconds(2), 1));
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> store.newest("AAPL", 100).isEmpty());
        assertThat(store.stored()).isEqualTo(100);
    }

    @Test
    void seesWhatAnotherReceiverWrote() {
        try (TickStore other = open(ALL)) {
            other.write(List.of(Frames.of(RUN, 1, 1, 8)));
        }
        store.write(List.of(Frames.of(RUN, 0, 1, 8)));

        store.prune();

        assertThat(store.newest(100)).hasSize(16);
        assertThat(store.stored()).isEqualTo(16);
        assertThat(store.ranges(RUN, 1)).hasSize(1);
    }

    @Test
    void isSplitBySymbols() {
        StoreStatus status = store.status();

        assertThat(status.kind()).isEqualTo("accumulo");
        assertThat(status.tables().get(0).tablets()).isEqualTo(26);
        assertThat(status.detail()).contains("instance", "tablet servers");
    }

    @Test
    void saysWhatKeepsItFromOpening() {
        AccumuloConfig right = MiniCluster.config(tables);
        var stranger = new AccumuloConfig(
                right.instance(), right.zookeepers(), "root", new Secret("guessed"), tables, "unused");
        var elsewhere = new AccumuloConfig("nosuch", right.zookeepers(), "root", right.password(), tables, "unused");
        var factory = new AccumuloStoreFactory();

        assertThatThrownBy(() -> factory.open(stranger, ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("guessed");
        assertThatThrownBy(() -> factory.open(elsewhere, ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nosuch");
    }
}
