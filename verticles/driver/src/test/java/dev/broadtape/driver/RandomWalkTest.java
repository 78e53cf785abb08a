package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.driver.RandomWalk.Print;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomWalkTest {
    private static final Listing IBM = new Listing("IBM", 1_433_200);
    private static final Listing AAPL = new Listing("AAPL", 1_335_000);

    @Test
    void theSameSeedSymbolAndSliceGiveTheSamePrint() {
        assertThat(new RandomWalk(1, IBM).at(77)).isEqualTo(new RandomWalk(1, IBM).at(77));
    }

    @Test
    void theWayToASliceDoesNotMatter() {
        var walk = new RandomWalk(3, AAPL);
        var random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            long slice = random.nextInt(4) == 0 ? random.nextInt(300_000) : Math.max(0, i * 3L - random.nextInt(20));
            assertThat(walk.at(slice)).isEqualTo(new RandomWalk(3, AAPL).at(slice));
        }
    }

    /** Over four symbols, three seeds and five stretches of 5,000 slices each. */
    @Test
    void noTickEverChanges() {
        var listings = List.of(IBM, AAPL, new Listing("BRK.B", 400_000_000), new Listing("A", 120));
        long digest = 0;
        for (Listing listing : listings) {
            for (long seed : List.of(1L, 20_261_124L, -7L)) {
                digest = digest(new RandomWalk(seed, listing), digest);
            }
        }

        assertThat(digest).isEqualTo(8_596_097_091_374_522_495L);
    }

    private static long digest(RandomWalk walk, long before) {
        long digest = before;
        for (long start : List.of(0L, 65_530L, 131_071L, 1_000_000L, 70_000_000_000L)) {
            for (long slice = start; slice < start + 5_000; slice++) {
                Print print = walk.at(slice);
                digest = RandomWalk.mix(digest ^ print.priceE4());
                digest = RandomWalk.mix(digest ^ print.bidE4());
                digest = RandomWalk.mix(digest ^ print.askE4());
                digest = RandomWalk.mix(digest ^ print.size());
            }
        }
        return digest;
    }

    @Test
    void isTheSameOnEveryMachine() {
        assertThat(new RandomWalk(20_261_124, IBM).at(1_000_000))
                .isEqualTo(new Print(1_434_700, 1_434_500, 1_434_700, 200));
    }

    @Test
    void anotherSeedOrSymbolGivesAnotherWalk() {
        long differing = LongStream.range(0, 1_000)
                .filter(slice -> new RandomWalk(1, IBM).at(slice).priceE4()
                        != new RandomWalk(2, IBM).at(slice).priceE4())
                .count();
        long sameMoves = LongStream.range(0, 1_000)
                .filter(slice -> relative(IBM, slice) == relative(AAPL, slice))
                .count();

        assertThat(differing).isGreaterThan(800);
        assertThat(sameMoves).isLessThan(50);
    }

    private static long relative(Listing listing, long slice) {
        return (new RandomWalk(1, listing).at(slice).priceE4() - listing.closeE4()) / 100;
    }

    @Test
    void staysWithinHalfAPercentOfTheCloseAndMostlyMovesByCents() {
        var walk = new RandomWalk(5, IBM);
        long before = walk.at(0).priceE4();
        for (long slice = 1; slice < 100_000; slice++) {
            Print print = walk.at(slice);
            assertThat(Math.abs(print.priceE4() - IBM.closeE4())).isLessThanOrEqualTo(IBM.closeE4() / 200 + 300);
            assertThat(Math.abs(print.priceE4() - before)).isLessThanOrEqualTo(1_500);
            before = print.priceE4();
        }
    }

    @Test
    void wandersInsteadOfStandingStill() {
        var walk = new RandomWalk(5, IBM);
        var summary = LongStream.range(0, 100_000)
                .map(slice -> walk.at(slice).priceE4())
                .summaryStatistics();

        assertThat(summary.getMax() - summary.getMin()).isGreaterThan(IBM.closeE4() / 400);
    }

    @Test
    void tradesAtBidOrAskInRoundLotsAndBidIsBelowAsk() {
        var walk = new RandomWalk(9, new Listing("PENNY", 120));
        for (long slice = 0; slice < 10_000; slice++) {
            Print print = walk.at(slice);
            assertThat(print.bidE4()).isPositive().isLessThan(print.askE4());
            assertThat(print.priceE4()).isIn(print.bidE4(), print.askE4());
            assertThat(print.size() % 100).isZero();
            assertThat(print.size()).isBetween(100L, 2_000L);
        }
    }
}
