package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.driver.RandomWalk.Print;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomWalkTest {
    private static final Listing IBM = new Listing("IBM", 1_433_200);
    private static final Listing AAPL = new Listing("AAPL", 1_335_000);

    @Test
    void theSameSeedSymbolAndSliceGiveTheSamePrint() {
        assertThat(new RandomWalk(1).at(IBM, 77)).isEqualTo(new RandomWalk(1).at(IBM, 77));
    }

    @Test
    void isTheSameOnEveryMachine() {
        assertThat(new RandomWalk(20_261_124).at(IBM, 1_000_000))
                .isEqualTo(new Print(1_434_700, 1_434_500, 1_434_700, 200));
    }

    @Test
    void anotherSeedOrSymbolGivesAnotherWalk() {
        long differing = LongStream.range(0, 1_000)
                .filter(slice -> new RandomWalk(1).at(IBM, slice).priceE4()
                        != new RandomWalk(2).at(IBM, slice).priceE4())
                .count();
        long sameMoves = LongStream.range(0, 1_000)
                .filter(slice -> relative(IBM, slice) == relative(AAPL, slice))
                .count();

        assertThat(differing).isGreaterThan(800);
        assertThat(sameMoves).isLessThan(50);
    }

    private static long relative(Listing listing, long slice) {
        return (new RandomWalk(1).at(listing, slice).priceE4() - listing.closeE4()) / 100;
    }

    @Test
    void staysWithinHalfAPercentOfTheCloseAndMostlyMovesByCents() {
        var walk = new RandomWalk(5);
        long before = walk.at(IBM, 0).priceE4();
        for (long slice = 1; slice < 100_000; slice++) {
            Print print = walk.at(IBM, slice);
            assertThat(Math.abs(print.priceE4() - IBM.closeE4())).isLessThanOrEqualTo(IBM.closeE4() / 200 + 300);
            assertThat(Math.abs(print.priceE4() - before)).isLessThanOrEqualTo(1_500);
            before = print.priceE4();
        }
    }

    @Test
    void wandersInsteadOfStandingStill() {
        var walk = new RandomWalk(5);
        var summary = LongStream.range(0, 100_000)
                .map(slice -> walk.at(IBM, slice).priceE4())
                .summaryStatistics();

        assertThat(summary.getMax() - summary.getMin()).isGreaterThan(IBM.closeE4() / 400);
    }

    @Test
    void tradesAtBidOrAskInRoundLotsAndBidIsBelowAsk() {
        var walk = new RandomWalk(9);
        for (long slice = 0; slice < 10_000; slice++) {
            Print print = walk.at(new Listing("PENNY", 120), slice);
            assertThat(print.bidE4()).isPositive().isLessThan(print.askE4());
            assertThat(print.priceE4()).isIn(print.bidE4(), print.askE4());
            assertThat(print.size() % 100).isZero();
            assertThat(print.size()).isBetween(100L, 2_000L);
        }
    }
}
