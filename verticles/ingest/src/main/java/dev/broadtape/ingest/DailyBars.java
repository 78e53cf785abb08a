package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.BAD_UPSTREAM;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Daily bars out of a provider's text, checked: a bar that cannot have been traded is refused, not repaired. */
final class DailyBars {
    private DailyBars() {}

    /**
     * One bar from its columns.
     *
     * @param column gives the text of open, high, low, close or volume
     * @throws Fault BAD_UPSTREAM when a column cannot be read or the bar contradicts itself
     */
    static Bar bar(String day, UnaryOperator<String> column) {
        try {
            return checked(
                    day,
                    new Bar(
                            Exchange.startOfDayMicros(LocalDate.parse(day)),
                            Prices.parseE4(column.apply("open")),
                            Prices.parseE4(column.apply("high")),
                            Prices.parseE4(column.apply("low")),
                            Prices.parseE4(column.apply("close")),
                            Long.parseLong(column.apply("volume").strip())));
        } catch (Fault | DateTimeParseException | NumberFormatException e) {
            throw Fault.of(BAD_UPSTREAM, "the bar of '%s' cannot be read: %s".formatted(day, e.getMessage()));
        }
    }

    private static Bar checked(String day, Bar bar) {
        long floor = Math.min(bar.openE4(), bar.closeE4());
        long ceiling = Math.max(bar.openE4(), bar.closeE4());
        if (bar.lowE4() <= 0 || bar.lowE4() > floor || bar.highE4() < ceiling || bar.volume() < 0) {
            throw Fault.invalid("%s contradicts itself on %s".formatted(bar, day));
        }
        return bar;
    }

    /** Oldest first, one a day. */
    static List<Bar> inOrder(String symbol, Collection<Bar> bars) {
        if (bars.isEmpty()) {
            throw Fault.of(NOT_FOUND, "there are no bars of " + symbol);
        }
        var byDay = new TreeMap<Long, Bar>();
        bars.forEach(bar -> byDay.put(bar.startMicros(), bar));
        return List.copyOf(byDay.values());
    }
}
