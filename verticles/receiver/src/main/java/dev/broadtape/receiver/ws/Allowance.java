package dev.broadtape.receiver.ws;

/** How many messages a client may still send: so many a second, and twice as many at once. */
final class Allowance {
    private static final double SECOND_NANOS = 1e9;

    private final int perSecond;
    private double left;
    private long countedNanos;
    private int refused;

    Allowance(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = 2.0 * perSecond;
        this.countedNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        left = Math.min(2.0 * perSecond, left + perSecond * (nowNanos - countedNanos) / SECOND_NANOS);
        countedNanos = nowNanos;
        if (left < 1) {
            refused++;
            return false;
        }
        left--;
        refused = 0;
        return true;
    }

    /** Whether it was told of it just now. */
    boolean firstRefusal() {
        return refused == 1;
    }

    /** Whether it does not heed what it is told. */
    boolean exhausted() {
        return refused > 2 * perSecond;
    }
}
