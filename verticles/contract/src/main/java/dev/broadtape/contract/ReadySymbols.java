package dev.broadtape.contract;

import java.util.List;

/** The symbols that have data, by name. */
public record ReadySymbols(int version, List<Ready> symbols) {
    public static final int VERSION = 1;

    /**
     * One symbol and where its tape goes on from.
     *
     * @param lastMicros start of the newest bar
     * @param closeE4 close of the newest bar
     * @param volume of the newest bar, in shares
     */
    public record Ready(String symbol, long lastMicros, long closeE4, long volume) {}

    public static ReadySymbols of(List<Ready> symbols) {
        return new ReadySymbols(VERSION, List.copyOf(symbols));
    }

    /** Asks for them. */
    public record Request(int version) {
        public static Request current() {
            return new Request(VERSION);
        }
    }
}
