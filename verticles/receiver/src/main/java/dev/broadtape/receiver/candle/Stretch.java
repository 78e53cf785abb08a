package dev.broadtape.receiver.candle;

/** Which candles: those that begin from one time on and before another, as many as that at most. */
record Stretch(long fromMicros, long toMicros, int limit) {}
