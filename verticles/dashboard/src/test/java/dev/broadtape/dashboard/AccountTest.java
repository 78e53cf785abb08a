package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.dashboard.Account.Balance;
import dev.broadtape.dashboard.Account.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Account account = new Account();
    private Instant now = Instant.parse("2026-11-24T14:30:00Z");
    private long heard = 1_000;
    private long frame = 50;

    @Test
    void countsNothingBeforeTheFirstSnapshot() {
        flush(frame(5, 2));
        assertThat(account.open()).isFalse();

        flush(snapshot());
        assertThat(balance(heard)).isEqualTo(Balance.ZERO);
    }

    @Test
    void tellsTheDeliveredFromTheConflated() {
        flush(snapshot());
        flush(frame(5, 2));
        flush(frame(1, 0));

        assertThat(balance(heard)).isEqualTo(new Balance(8, 6, 2, 0, 0));
    }

    @Test
    void leavesPendingWhatIsNotFlushedAndWhatIsNotToldYet() {
        flush(snapshot());
        account.send(frame(5, 2));
        frame(3, 1);

        assertThat(account.balance(new Heard(heard + 9, heard - 4), PATIENCE, now))
                .isEqualTo(new Balance(20, 0, 0, 20, 0));
    }

    @Test
    void conflatesASkippedFrameOnceASnapshotMakesItGood() {
        flush(snapshot());
        account.skip(frame(5, 2), now);
        account.skip(snapshot(), now);
        flush(frame(1, 0));
        assertThat(balance(heard)).isEqualTo(new Balance(8, 1, 0, 7, 0));

        Parcel underway = account.send(snapshot());
        assertThat(balance(heard)).isEqualTo(new Balance(8, 1, 0, 7, 0));
        account.settle(underway, true);
        assertThat(balance(heard)).isEqualTo(new Balance(8, 1, 7, 0, 0));
    }

    @Test
    void takesNoSnapshotForWhatWasSkippedAfterIt() {
        flush(snapshot());
        Told early = snapshot();
        account.skip(frame(5, 2), now);
        flush(early);

        assertThat(balance(heard)).isEqualTo(new Balance(7, 0, 0, 7, 0));
    }

    @Test
    void callsItResidueWhenWhatWasSkippedIsNotMadeGoodInTime() {
        flush(snapshot());
        account.skip(frame(5, 2), now);
        now = now.plus(PATIENCE).plusMillis(1);

        assertThat(balance(heard)).isEqualTo(new Balance(7, 0, 0, 0, 7));
        flush(snapshot());
        assertThat(balance(heard)).isEqualTo(new Balance(7, 0, 7, 0, 0));
    }

    @Test
    void callsItResidueWhenAFrameDidNotComeByAndNoSnapshotHidesIt() {
        flush(snapshot());
        frame(5, 2);
        flush(frame(1, 0));
        assertThat(account.balance(new Heard(heard, 0), PATIENCE, now)).isEqualTo(new Balance(8, 1, 0, 0, 7));

        flush(snapshot());
        assertThat(balance(heard).residue()).isEqualTo(7);
    }

    @Test
    void callsItResidueWhenTheFramesStopComingForASecond() {
        flush(snapshot());
        frame(5, 2);

        assertThat(account.balance(new Heard(heard, heard - 7), PATIENCE, now).residue())
                .isZero();
        assertThat(account.balance(new Heard(heard, heard), PATIENCE, now).residue())
                .isEqualTo(7);
    }

    @Test
    void callsItResidueWhenAFrameComesTwice() {
        flush(snapshot());
        Told frame = frame(5, 2);
        flush(frame);
        flush(frame);

        assertThat(balance(heard)).isEqualTo(new Balance(7, 10, 4, 0, -7));
    }

    @Test
    void callsItResidueWhenAMessageCouldNotBeFlushed() {
        flush(snapshot());
        account.settle(account.send(frame(5, 2)), false);

        assertThat(balance(heard).residue()).isEqualTo(7);
    }

    @Test
    void callsItResidueWhenAFrameTellsLessThanWasHeard() {
        flush(snapshot());
        Told whole = frame(5, 2);
        flush(new Told(false, whole.frame(), whole.heard(), 5, 1));

        assertThat(balance(heard).residue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void addsUpHoweverABrowserLagsAndReturns(long seed) {
        var random = new Random(seed);
        Deque<Parcel> written = new ArrayDeque<>();
        flush(snapshot());
        for (int step = 0; step < 2_000; step++) {
            boolean behind = written.size() > 5;
            Told told = random.nextInt(8) == 0 ? snapshot() : frame(random.nextInt(9), random.nextInt(4));
            if (behind) {
                account.skip(told, now);
            } else {
                written.addLast(account.send(told));
            }
            for (int flushes = random.nextInt(3); flushes > 0 && !written.isEmpty(); flushes--) {
                account.settle(written.removeFirst(), true);
            }
            assertThat(balance(heard).residue()).isZero();
        }
        written.forEach(parcel -> account.settle(parcel, true));
        flush(snapshot());

        Balance end = balance(heard);
        assertThat(end.pending()).isZero();
        assertThat(end.delivered() + end.conflated()).isEqualTo(heard - 1_000);
    }

    private void flush(Told told) {
        account.settle(account.send(told), true);
    }

    private Told snapshot() {
        return new Told(true, frame, heard, 0, 0);
    }

    private Told frame(long quotes, long conflated) {
        heard += quotes + conflated;
        return new Told(false, ++frame, heard, quotes, conflated);
    }

    /** When all was told a second ago. */
    private Balance balance(long all) {
        return account.balance(new Heard(all, all), PATIENCE, now);
    }
}
