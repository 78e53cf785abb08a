package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Interval;

/** A stretch of the tape's time of one symbol: where a candle stands. */
record Window(String symbol, Interval interval, long startMicros) {
    /** The window of that length that holds a time. */
    static Window at(String symbol, Interval interval, long timeMicros) {
        return new Window(symbol, interval, interval.startMicros(timeMicros));
    }

    /** The longer window that this one is part of. */
    Window in(Interval longer) {
        return at(symbol, longer, startMicros);
    }

    long endMicros() {
        return interval.endMicros(startMicros);
    }
}
