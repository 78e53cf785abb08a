package dev.broadtape.system.bench;

import java.util.List;

/**
 * How busy the machine was while something was measured.
 *
 * @param loadBefore the load average of the minute before
 * @param ours cores that worked for the processes measured and for whoever measured them
 * @param others cores that worked for anybody else
 */
record Conditions(double loadBefore, double ours, double others) {
    /** Of a figure that was made of others. */
    static final Conditions NONE = new Conditions(Double.NaN, Double.NaN, Double.NaN);

    /** From when on. */
    record Begin(List<Long> pids, double load, long nanos, double all, double ours) {
        Conditions end() {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            double usedByAll = (Cpu.busySeconds() - all) / seconds;
            double usedByUs = (Cpu.seconds(pids) - ours) / seconds;
            return new Conditions(load, usedByUs, Math.max(0, usedByAll - usedByUs));
        }
    }

    static Begin begin(List<Long> pids) {
        return new Begin(pids, Cpu.load(), System.nanoTime(), Cpu.busySeconds(), Cpu.seconds(pids));
    }

    @Override
    public String toString() {
        return Double.isNaN(ours) ? "|" : "%.1f | %.1f · %.1f".formatted(loadBefore, ours, others);
    }
}
