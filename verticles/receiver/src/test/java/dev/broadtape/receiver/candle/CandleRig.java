package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Candle;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Cabinet;
import dev.broadtape.receiver.store.Changes;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.store.RocksTickStore;
import dev.broadtape.receiver.store.TickStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Candles over a real tick store and a real cabinet, which can crash. */
final class CandleRig {
    private final Path folder;
    private final FailingStore failing = new FailingStore();
    private TickStore ticks;
    private Cabinet cabinet;
    private Books books;
    private long nanos;

    CandleRig(Path folder) {
        this.folder = folder;
        this.ticks = openTicks();
        this.cabinet = Cabinet.open(folder, "studies", false);
        this.books = new Books(cabinet, () -> nanos, new CandleFigures());
    }

    private TickStore openTicks() {
        return RocksTickStore.open(folder, new Keep(Duration.ofDays(3_650), 1L << 30), false);
    }

    TickStore ticks() {
        return failing.over(ticks);
    }

    void write(TickFrame frame) {
        books.write(ticks(), List.of(frame));
    }

    void writeTicksOnly(TickFrame frame) {
        ticks.write(List.of(frame));
    }

    void failNextWrite(boolean written) {
        failing.failNext(written);
    }

    void settle() {
        books.settle(ticks());
    }

    void build() {
        books.build(ticks());
    }

    void prune() {
        settle();
        books.prune(CandleConfig.USUAL);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Forgets all that is in memory only, as a process that is killed does. */
    void crash() {
        close();
        ticks = openTicks();
        cabinet = Cabinet.open(folder, "studies", false);
        books = new Books(cabinet, () -> nanos, new CandleFigures());
    }

    /** As if the process had died right before it removed the mark of a minute. */
    void markAgain(long timeMicros) {
        var changes = new Changes();
        changes.put(Key.DIRTY.of(Window.at("AAPL", Interval.MINUTE, timeMicros)), new byte[0]);
        cabinet.write(changes);
    }

    List<Candle> candles(String symbol, Interval interval) {
        var all = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
        return books.oldest(ticks(), symbol, interval, all).stream()
                .map(Kept::candle)
                .toList();
    }

    List<Kept> dueKept() {
        return books.shelf().windows(Key.DUE, Integer.MAX_VALUE).stream()
                .map(books.shelf()::get)
                .flatMap(Optional::stream)
                .toList();
    }

    List<Candle> due() {
        return dueKept().stream().map(Kept::candle).toList();
    }

    void told() {
        told(dueKept());
    }

    void told(List<Kept> candles) {
        books.of("AAPL").told(candles);
    }

    void close() {
        cabinet.close();
        ticks.close();
    }
}
