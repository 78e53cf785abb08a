package dev.broadtape.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.DriverLedger.Count;
import dev.broadtape.contract.Ledger;
import dev.broadtape.contract.Ledger.OfPartition;
import dev.broadtape.contract.Ledger.OfRun;
import dev.broadtape.contract.ReceiverLedger;
import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.ReceiverLedger.Seen;
import dev.broadtape.contract.ReceiverLedger.Strand;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BookTest {
    private static final long SECOND = 1_000_000_000L;
    private static final UUID RUN = run(7);

    private final Book book = new Book();
    /** Who speaks each second. */
    private final Map<String, Runnable> speakers = new LinkedHashMap<>();

    private long nowNanos = 77 * SECOND;

    @Test
    void isGreenWhenAllHaveTheSame() {
        driver(1, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(10);

        assertThat(partition()).isEqualTo(new OfPartition(0, 100, 100, 100, 100, 0, Optional.empty()));
    }

    @Test
    void knowsNothingBeforeADriverSpeaks() {
        receiver("a", seen(100, 0, 0), range(1, 90));
        pass(10);

        assertThat(ledger().runs()).isEmpty();
        assertThat(ledger().residue()).isZero();
    }

    @Test
    void whatIsOnItsWayIsNoResidue() {
        for (int second = 0; second < 20; second++) {
            driver(1, 400 + second * 100L, second * 100L);
            receiver("a", seen(100 + second * 100L, 0, 0), range(1, 200 + second * 100L));
            pass(1);
            assertThat(ledger().residue()).isZero();
        }
    }

    @Test
    void whatIsNotStoredAfterAWhileIsResidue() {
        driver(1, 100, 90);
        receiver("a", seen(90, 0, 0), range(1, 90));
        pass(5);
        assertThat(ledger().residue()).isZero();

        pass(1);
        assertResidue(10, "driver → store");
    }

    @Test
    void whatIsNotInKafkaAfterAWhileIsResidue() {
        driver(1, 100, 90);
        receiver("a", seen(90, 0, 0), range(1, 100));
        pass(6);

        assertResidue(10, "store → kafka");
    }

    @Test
    void whatIsNotAcknowledgedAfterAWhileIsResidue() {
        driver(1, 100, 80);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(6);

        assertResidue(20, "kafka → driver");
    }

    @Test
    void whatCameLateIsResidueNoMore() {
        driver(1, 100, 90);
        receiver("a", seen(90, 0, 0), range(1, 90));
        pass(8);
        driver(1, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(1);

        assertThat(ledger().residue()).isZero();
    }

    @Test
    void aGapInKafkaShowsAtOnceAndCountsOnce() {
        driver(1, 100, 100);
        receiver("a", seen(100, 1, 0), range(1, 100));
        pass(1);
        assertResidue(1, "store → kafka");

        pass(9);
        assertResidue(1, "store → kafka");
        assertThat(partition().inKafka()).isEqualTo(99);
    }

    @Test
    void aDoubledRecordShowsAtOnceBesideAGap() {
        driver(1, 100, 100);
        receiver("a", seen(100, 2, 3), range(1, 100));
        pass(10);

        assertResidue(5, "store → kafka");
        assertThat(partition().inKafka()).isEqualTo(101);
    }

    @Test
    void whatWasFoundWrongOnceStaysWrongWithTheNextOwner() {
        driver(1, 100, 100);
        receiver("a", seen(100, 1, 0), range(1, 100));
        pass(2);
        receiver("a", range(1, 100));
        receiver("b", seen(100, 0, 0));
        pass(10);

        assertResidue(1, "store → kafka");
    }

    @Test
    void aHoleInTheStoreIsResidueBetweenStoreAndBothItsNeighbours() {
        driver(1, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 49), range(51, 100));
        pass(6);

        assertResidue(2, "driver → store");
    }

    @Test
    void whatKafkaHasBeyondWhatWasGeneratedIsResidue() {
        driver(1, 100, 100);
        receiver("a", seen(103, 0, 0), range(1, 103));
        pass(6);

        assertResidue(6, "driver → store");
    }

    @Test
    void aReadingThatFallsBehindIsNoResidue() {
        for (long second = 1; second < 30; second++) {
            driver(1, 1_000 * second, 1_000 * second);
            receiver("a", seen(100 * second, 0, 0), range(1, 1_000 * second));
            pass(1);
            assertThat(ledger().residue()).isZero();
        }
    }

    @Test
    void aPartitionThatMovesIsCountedInBothStoresAndOnceWhereTheyOverlap() {
        driver(1, 300, 300);
        receiver("a", range(1, 110), range(201, 300));
        receiver("b", seen(300, 0, 0), range(101, 200), range(250, 260));
        pass(10);

        assertThat(partition()).isEqualTo(new OfPartition(0, 300, 300, 300, 300, 0, Optional.empty()));
    }

    @Test
    void keepsWhatAReceiverHadThatIsAway() {
        driver(1, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(10);
        speakers.remove("a");
        for (int second = 1; second < 20; second++) {
            driver(1, 100 + second * 10L, 100 + second * 10L);
            receiver("b", seen(100 + second * 10L, 0, 0), range(101, 100 + second * 10L));
            pass(1);
            assertThat(ledger().residue()).isZero();
        }
    }

    @Test
    void countsWhatADeadReceiverStoredAfterItsLastWord() {
        driver(1, 100, 100);
        receiver("a", seen(95, 0, 0), range(1, 100));
        pass(10);
        speakers.remove("a");
        driver(1, 150, 130);
        pass(4);
        driver(1, 200, 200);
        receiver("b", seen(200, 0, 0), range(131, 200));
        pass(10);

        assertThat(partition()).isEqualTo(new OfPartition(0, 200, 200, 200, 200, 0, Optional.empty()));
    }

    @Test
    void missesWhatTheNextOwnerDidNotStore() {
        driver(1, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(10);
        speakers.remove("a");
        driver(1, 200, 200);
        receiver("b", seen(200, 0, 0), range(101, 180), range(191, 200));
        pass(10);

        assertResidue(20, "driver → store");
    }

    @Test
    void aDriverThatTakesOverBelowIsNoResidue() {
        driver(1, 150, 100);
        receiver("a", seen(100, 0, 0), range(1, 120));
        pass(5);
        driver(2, 100, 100);
        for (int second = 0; second < 20; second++) {
            pass(1);
            assertThat(ledger().residue()).isZero();
        }
        assertThat(partition()).isEqualTo(new OfPartition(0, 100, 100, 100, 100, 0, Optional.empty()));
    }

    @Test
    void aDriverWhoseLeaseIsOverIsPassedOver() {
        driver(2, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(1);
        book.hear(driverWord(RUN, 1, 999, 50), nowNanos);
        book.sample(nowNanos);

        assertThat(partition().generated()).isEqualTo(100);
    }

    @Test
    void aSilentDriverProvesNothing() {
        driver(1, 100, 90);
        receiver("a", seen(90, 0, 0), range(1, 90));
        pass(3);
        speakers.remove("driver");
        receiver("a", seen(180, 0, 0), range(1, 180));
        for (int second = 0; second < 20; second++) {
            pass(1);
            assertThat(ledger().residue()).isZero();
        }
        driver(2, 180, 180);
        for (int second = 0; second < 10; second++) {
            pass(1);
            assertThat(ledger().residue()).isZero();
        }
    }

    @Test
    void aNewRunHasTheGraceToo() {
        driver(1, 100, 100);
        receiver("a", seen(100, 0, 0), range(1, 100));
        pass(10);
        speakers.put("driver", () -> book.hear(driverWord(run(8), 1, 500, 0), nowNanos));
        pass(5);

        assertThat(ledger().runs()).extracting(OfRun::run).containsExactly(run(8), RUN);
        assertThat(ledger().residue()).isZero();
        pass(1);
        assertThat(ledger().runs().get(0).residue()).isEqualTo(500);
    }

    @Test
    void withoutAReadingStoreAndDriverAreCompared() {
        driver(1, 100, 60);
        receiver("a", range(1, 100));
        pass(6);

        assertResidue(40, "store → driver");
        assertThat(partition().inKafka()).isZero();
    }

    @Test
    void keepsTheLatestRunsOnly() {
        for (int i = 0; i < 10; i++) {
            book.hear(driverWord(run(i), 1, 1, 1), nowNanos);
            book.sample(nowNanos);
        }
        book.hear(driverWord(run(0), 1, 1, 1), nowNanos);
        book.sample(nowNanos);

        assertThat(ledger().runs()).extracting(OfRun::run).containsExactly(run(9), run(8), run(7), run(6));
    }

    @Test
    void forgetsTheReceiverThatWasSilentForLongest() {
        driver(1, 300, 300);
        for (int i = 0; i < 300; i++) {
            nowNanos++;
            book.hear(word("receiver-" + i, Optional.empty(), range(i + 1, i + 1)), nowNanos);
        }
        pass(1);

        assertThat(partition().stored()).isEqualTo(Words.RECEIVERS);
    }

    private static UUID run(int number) {
        return UUID.fromString("0199a0b4-%04x-7000-8000-000000000000".formatted(number));
    }

    private static Range range(long first, long last) {
        return new Range(first, last);
    }

    private static Optional<Seen> seen(long last, long missing, long doubled) {
        return Optional.of(new Seen(last, missing, doubled));
    }

    /** Says this from now on. */
    private void driver(long fence, long generated, long acknowledged) {
        speakers.put("driver", () -> book.hear(driverWord(RUN, fence, generated, acknowledged), nowNanos));
    }

    private static DriverLedger driverWord(UUID run, long fence, long generated, long acknowledged) {
        return DriverLedger.of(run, fence, List.of(new Count(0, generated, acknowledged)));
    }

    private void receiver(String name, Range... stored) {
        receiver(name, Optional.empty(), stored);
    }

    /** Says this from now on. */
    private void receiver(String name, Optional<Seen> kafka, Range... stored) {
        speakers.put(name, () -> book.hear(word(name, kafka, stored), nowNanos));
    }

    private static ReceiverLedger word(String name, Optional<Seen> kafka, Range... stored) {
        return ReceiverLedger.of(name, run(0), List.of(new Strand(RUN, 0, List.of(stored), kafka)));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nowNanos += SECOND;
            speakers.values().forEach(Runnable::run);
            book.sample(nowNanos);
        }
    }

    private Ledger ledger() {
        return book.ledger(Instant.EPOCH);
    }

    private OfPartition partition() {
        return ledger().runs().stream()
                .filter(run -> run.run().equals(RUN))
                .flatMap(run -> run.partitions().stream())
                .findFirst()
                .orElseThrow();
    }

    private void assertResidue(long residue, String hop) {
        assertThat(ledger().residue()).isEqualTo(residue);
        assertThat(Stream.of(partition())).extracting(OfPartition::residue).containsExactly(residue);
        assertThat(partition().hop()).contains(hop);
    }
}
