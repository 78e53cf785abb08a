package dev.broadtape.driver;

/** How much a counter grew in the last second. For use on one context. */
final class Rate {
    private long before;
    private long perSecond;

    /** Call it once a second. */
    void mark(long now) {
        perSecond = Math.max(0, now - before);
        before = now;
    }

    long perSecond() {
        return perSecond;
    }
}
