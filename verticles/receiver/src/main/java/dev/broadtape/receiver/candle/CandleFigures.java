package dev.broadtape.receiver.candle;

import java.util.concurrent.atomic.AtomicLong;

/** What was done to candles since the start. Safe on any thread. */
final class CandleFigures {
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong corrected = new AtomicLong();
    private final AtomicLong remade = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    void closed(Kept candle) {
        (candle.revision() == 1 ? closed : corrected).incrementAndGet();
    }

    void remadeMinute() {
        remade.incrementAndGet();
    }

    void told(int candles) {
        told.addAndGet(candles);
    }

    long closed() {
        return closed.get();
    }

    long corrected() {
        return corrected.get();
    }

    long remade() {
        return remade.get();
    }

    long told() {
        return told.get();
    }
}
