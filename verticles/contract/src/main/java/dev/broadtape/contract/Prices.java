package dev.broadtape.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact prices: {@code long} ten-thousandths inside, decimal numbers outside. */
public final class Prices {
    private static final int SCALE = 4;

    private Prices() {}

    /**
     * Reads a decimal price. More than four decimals, as split-adjusted prices have, are rounded half up.
     *
     * @throws Fault INVALID when {@code text} is no number or does not fit
     */
    public static long parseE4(String text) {
        try {
            return new BigDecimal(text.strip())
                    .setScale(SCALE, RoundingMode.HALF_UP)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw Fault.invalid("'%s' is not a price".formatted(text));
        }
    }

    /** The exact decimal value without trailing zeros: 1_874_200 is 187.42. */
    public static BigDecimal decimal(long priceE4) {
        BigDecimal exact = BigDecimal.valueOf(priceE4, SCALE).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
