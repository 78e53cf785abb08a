package dev.broadtape.receiver.query;

import dev.broadtape.receiver.store.Minute;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A symbol's ticks over a window, summed up.
 *
 * <p>The realised volatility is that of the window, not of a year, and a fraction of the price: 0.012 is 1.2 %. With
 * C(0) the first price of the window and C(i) the last price of its i-th minute in which there was a tick,
 *
 * <pre>
 *  r(i) = ln(C(i) / C(i-1))        volatility = sqrt(r(1)² + … + r(n)²)
 * </pre>
 *
 * <p>It is computed in {@code double} and rounded to six decimals; prices that are not above zero are passed over. All else is exact. The volume weighted average price is
 * rounded half up to four decimals.
 *
 * @param whole all minutes of the window together
 */
record Statistics(Minute whole, BigDecimal volatility) {
    private static final int PRICE_DECIMALS = 4;
    private static final int VOLATILITY_DECIMALS = 6;

    /**
     * Sums up.
     *
     * @param minutes oldest first; several may be parts of one
     */
    static Optional<Statistics> of(List<Minute> minutes) {
        return minutes.stream().reduce(Minute::plus).map(whole -> new Statistics(whole, volatility(joined(minutes))));
    }

    private static List<Minute> joined(List<Minute> parts) {
        var minutes = new ArrayList<Minute>();
        for (Minute part : parts) {
            int last = minutes.size() - 1;
            if (last >= 0 && minutes.get(last).startMicros() == part.startMicros()) {
                minutes.set(last, minutes.get(last).plus(part));
            } else {
                minutes.add(part);
            }
        }
        return minutes;
    }

    private static BigDecimal volatility(List<Minute> minutes) {
        double squares = 0;
        long beforeE4 = minutes.get(0).open().priceE4();
        for (Minute minute : minutes) {
            long nowE4 = minute.close().priceE4();
            double change = beforeE4 > 0 && nowE4 > 0 ? Math.log((double) nowE4 / beforeE4) : 0;
            squares += change * change;
            beforeE4 = nowE4;
        }
        return BigDecimal.valueOf(Math.sqrt(squares)).setScale(VOLATILITY_DECIMALS, RoundingMode.HALF_UP);
    }

    /** None where nothing but empty trades was printed. */
    Optional<BigDecimal> vwap() {
        return whole.volume() == 0
                ? Optional.empty()
                : Optional.of(new BigDecimal(whole.turnoverE4(), PRICE_DECIMALS)
                        .divide(BigDecimal.valueOf(whole.volume()), PRICE_DECIMALS, RoundingMode.HALF_UP));
    }

    long changeE4() {
        return whole.close().priceE4() - whole.open().priceE4();
    }

    /** Of the first price, with four decimals; none where that is zero. */
    Optional<BigDecimal> changePercent() {
        BigDecimal first = BigDecimal.valueOf(whole.open().priceE4());
        return first.signum() == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(changeE4())
                        .scaleByPowerOfTen(2)
                        .divide(first, PRICE_DECIMALS, RoundingMode.HALF_UP));
    }
}
