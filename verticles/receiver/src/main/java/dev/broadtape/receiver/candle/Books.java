package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Cabinet;
import dev.broadtape.receiver.store.TickStore;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The candles of all partitions. Blocks; safe on any thread. */
final class Books {
    private static final Logger log = LoggerFactory.getLogger(Books.class);

    private static final int SYMBOLS = 1_000;

    private final Shelf shelf;
    private final List<CandleBook> books;

    Books(Cabinet cabinet, LongSupplier nanos, CandleFigures figures) {
        this.shelf = new Shelf(cabinet);
        this.books = IntStream.range(0, Contract.PARTITIONS)
                .mapToObj(partition -> new CandleBook(partition, shelf, nanos, figures))
                .toList();
    }

    Shelf shelf() {
        return shelf;
    }

    CandleBook of(String symbol) {
        return books.get(Partitions.of(symbol, Contract.PARTITIONS));
    }

    /** All frames are of one partition. */
    void write(TickStore store, List<TickFrame> frames) {
        books.get(frames.get(0).partition()).write(store, frames);
    }

    void settle(TickStore store) {
        books.forEach(book -> book.settle(store));
    }

    /** Makes the candles of symbols that have ticks from before there were candles, which may take minutes. */
    void build(TickStore store) {
        List<Tick> page = store.lastAfter("", SYMBOLS);
        while (!page.isEmpty()) {
            page.forEach(last -> build(store, last.symbol()));
            page = store.lastAfter(page.get(page.size() - 1).symbol(), SYMBOLS);
        }
    }

    private void build(TickStore store, String symbol) {
        if (!shelf.isBuilt(symbol)) {
            log.info("making the candles of {} from its ticks", symbol);
            of(symbol).build(store, symbol);
        }
    }

    void prune(CandleConfig config) {
        shelf.built().forEach(symbol -> of(symbol).prune(symbol, config));
    }

    /** The first candles from a time on, oldest first. */
    List<Kept> oldest(TickStore store, String symbol, Interval interval, Stretch stretch) {
        update(store, symbol);
        return shelf.oldest(symbol, interval, stretch.fromMicros(), stretch.toMicros(), stretch.limit());
    }

    /** The last candles before a time, newest first. */
    List<Kept> newest(TickStore store, String symbol, Interval interval, Stretch stretch) {
        update(store, symbol);
        return shelf.newest(symbol, interval, stretch.fromMicros(), stretch.toMicros(), stretch.limit());
    }

    private void update(TickStore store, String symbol) {
        of(symbol).update(store, symbol);
        if (shelf.isBuilt(symbol)) {
            return;
        }
        if (store.newest(symbol, 1).isEmpty()) {
            throw Fault.of(Fault.Kind.NOT_FOUND, "no tick of " + symbol + " was ever stored");
        }
        throw Fault.unavailable("the candles of %s are being made from its ticks".formatted(symbol));
    }

    long open() {
        return books.stream().mapToLong(CandleBook::open).sum();
    }
}
