package dev.broadtape.receiver.ws;

import dev.broadtape.receiver.kafka.TickBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Symbols by name, each with a snapshot first. A symbol that has not ticked yet may be named as well. */
final class Selection implements Interest {
    /** How far the client knows a symbol. */
    private static final class Known {
        private boolean fresh = true;
        private long version;
        private long ticks;

        /** Returns how many ticks it skips. */
        long tell(Quote quote) {
            long skipped = quote.ticks() - ticks - 1;
            settle(quote);
            return skipped;
        }

        void settle(Quote quote) {
            version = quote.version();
            ticks = quote.ticks();
        }
    }

    private final Board board;
    private final TickBytes bytes;
    private final Map<String, Known> lines = new LinkedHashMap<>();
    private boolean anyFresh;
    private long looked;

    Selection(Board board, TickBytes bytes) {
        this.board = board;
        this.bytes = bytes;
    }

    /** How many of them it does not have. */
    long without(Collection<String> symbols) {
        return symbols.stream().filter(symbol -> !lines.containsKey(symbol)).count();
    }

    void add(Collection<String> symbols) {
        anyFresh = true;
        symbols.forEach(symbol -> lines.computeIfAbsent(symbol, name -> new Known()));
    }

    void remove(Collection<String> symbols) {
        lines.keySet().removeAll(List.copyOf(symbols));
    }

    @Override
    public Optional<Batch> next() {
        if (anyFresh) {
            return Optional.of(snapshot());
        }
        return looked == board.heard() ? Optional.empty() : changes();
    }

    private Batch snapshot() {
        List<Quote> first = new ArrayList<>();
        anyFresh = false;
        lines.forEach((symbol, line) -> {
            if (line.fresh && first.size() == Batch.MOST) {
                anyFresh = true;
            } else if (line.fresh) {
                line.fresh = false;
                board.quote(symbol).ifPresent(first::add);
            }
        });
        first.sort(Comparator.comparingLong(Quote::version));
        first.forEach(quote -> line(quote).settle(quote));
        looked = -1;
        return new Batch(true, json(first), 0);
    }

    private Known line(Quote quote) {
        return lines.computeIfAbsent(quote.symbol(), name -> new Known());
    }

    private Optional<Batch> changes() {
        List<Quote> changed = new ArrayList<>();
        lines.forEach((symbol, line) -> board.quote(symbol)
                .filter(quote -> quote.version() > line.version)
                .ifPresent(changed::add));
        if (changed.size() <= Batch.MOST) {
            looked = board.heard();
        }
        changed.sort(Comparator.comparingLong(Quote::version));
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(tell(changed.subList(0, Math.min(Batch.MOST, changed.size()))));
    }

    private Batch tell(List<Quote> changed) {
        long conflated =
                changed.stream().mapToLong(quote -> line(quote).tell(quote)).sum();
        return new Batch(false, json(changed), conflated);
    }

    private List<String> json(List<Quote> quotes) {
        return quotes.stream().map(quote -> quote.json(bytes)).toList();
    }

    @Override
    public void resume() {
        anyFresh = false;
        lines.values().forEach(line -> line.fresh = false);
    }

    /** Those that were added since still need their snapshot. */
    @Override
    public void settle() {
        lines.forEach((symbol, line) -> {
            if (!line.fresh) {
                board.quote(symbol).ifPresent(line::settle);
            }
        });
    }

    @Override
    public void restart() {
        anyFresh = true;
        lines.values().forEach(line -> line.fresh = true);
    }

    @Override
    public boolean all() {
        return false;
    }

    @Override
    public Collection<String> symbols() {
        return List.copyOf(lines.keySet());
    }

    @Override
    public boolean wants(String symbol) {
        Known line = lines.get(symbol);
        return line != null && !line.fresh;
    }
}
