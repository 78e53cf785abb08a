package dev.broadtape.driver;

/**
 * Prices that wander within ±0.5 % of the last close, each computable on its own: tick n needs no tick
 * before it.
 *
 * <p>The walk is fractal value noise, a sum of octaves (Ebert et al., <i>Texturing and Modeling</i>, chapter 2):
 * octave k interpolates between random values 2^k slices apart, and its amplitude grows with the square root of that
 * distance, as the spread of a Brownian path does. The random values are hashes of (seed, symbol, octave, place), so
 * (seed, symbol, slice) decides a tick. Amplitudes add up to one, which is what bounds the walk.
 *
 * <p>The random values around the last slice are kept, since the next slice mostly has the same ones. For one thread.
 */
final class RandomWalk {
    /** The slowest swing is 2^16 slices: 1.8 hours at 100 ms. */
    private static final int OCTAVES = 17;

    private static final double REACH = 0.005;
    private static final long CENT_E4 = 100;
    private static final long ROUND_LOT = 100;
    private static final double[] AMPLITUDE = amplitudes();
    /** By octave, a slice as a part of the distance between two places: a power of two, so nothing is rounded. */
    private static final double[] STEP = steps();

    private final long closeE4;
    private final long key;
    private final long[] places = new long[OCTAVES];
    private final double[] from = new double[OCTAVES];
    private final double[] rise = new double[OCTAVES];

    /** The walk of one symbol in a run with that seed. */
    RandomWalk(long seed, Listing listing) {
        closeE4 = listing.closeE4();
        key = mix(seed ^ listing.hash());
        for (int octave = 0; octave < OCTAVES; octave++) {
            move(octave, 0);
        }
    }

    /** The quote of one slice. */
    record Print(long priceE4, long bidE4, long askE4, long size) {}

    /** Prices are whole cents, bid below ask, and the trade is at one of the two. */
    Print at(long slice) {
        long middleE4 = Math.round(closeE4 * (1 + REACH * walk(slice)));
        long bidE4 = Math.max(CENT_E4, middleE4 / CENT_E4 * CENT_E4);
        long askE4 = bidE4 + spreadE4(middleE4);
        long chance = mix(key + slice);
        return new Print((chance & 1) == 0 ? bidE4 : askE4, bidE4, askE4, size(chance));
    }

    /** One cent, and one more for each 100 of price. */
    private static long spreadE4(long priceE4) {
        return CENT_E4 * (1 + priceE4 / 1_000_000);
    }

    /** Round lots; n lots are half as likely as n - 1, up to 20. */
    private static long size(long chance) {
        return ROUND_LOT * (1 + Math.min(19, Long.numberOfTrailingZeros(chance >>> 1)));
    }

    private double walk(long slice) {
        double sum = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            long place = slice >> octave;
            if (place != places[octave]) {
                move(octave, place);
            }
            double within = (slice - (place << octave)) * STEP[octave];
            sum += AMPLITUDE[octave] * (from[octave] + within * rise[octave]);
        }
        return sum;
    }

    private void move(int octave, long place) {
        from[octave] = uniform(octave, place);
        rise[octave] = uniform(octave, place + 1) - from[octave];
        places[octave] = place;
    }

    /** From -1 to 1. */
    private double uniform(int octave, long place) {
        return (mix(key + 31L * octave + mix(place)) >> 11) * 0x1.0p-52;
    }

    private static double[] amplitudes() {
        var amplitude = new double[OCTAVES];
        double total = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            amplitude[octave] = Math.sqrt(1 << octave);
            total += amplitude[octave];
        }
        for (int octave = 0; octave < OCTAVES; octave++) {
            amplitude[octave] /= total;
        }
        return amplitude;
    }

    private static double[] steps() {
        var step = new double[OCTAVES];
        for (int octave = 0; octave < OCTAVES; octave++) {
            step[octave] = 1.0 / (1 << octave);
        }
        return step;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
