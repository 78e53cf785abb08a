package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.nonsense;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Bars and actions out of named columns of text, checked: a bar that cannot have been traded is refused, not repaired.
 * A name is what remains of {@code "5. volume"}, {@code <VOL>} or {@code adjusted_close} without what is around it.
 */
final class Columns {
    private static final Pattern NUMBERING = Pattern.compile("^\\d+[a-z]?\\. *");

    private Columns() {}

    /** {@code "8. split coefficient"}, {@code split_coefficient} and {@code <Split Coefficient>} are one name. */
    static String name(String written) {
        String bare = written.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
        return NUMBERING.matcher(bare).replaceFirst("").replaceAll("[<>\"\uFEFF]", "");
    }

    /**
     * One bar.
     *
     * @param when how the source names its time, for the message
     * @param column gives the text of a column, by its name
     */
    static Bar bar(String when, long startMicros, Function<String, Optional<String>> column) {
        try {
            Bar bar = new Bar(
                    startMicros,
                    priceE4(column, "open"),
                    priceE4(column, "high"),
                    priceE4(column, "low"),
                    priceE4(column, "close"),
                    whole(required(column, "volume")));
            return possible(bar);
        } catch (Fault | DateTimeException | ArithmeticException | NumberFormatException e) {
            throw nonsense("the bar of '%s' cannot be read: %s".formatted(when, e.getMessage()));
        }
    }

    private static Bar possible(Bar bar) {
        long floor = Math.min(bar.openE4(), bar.closeE4());
        long ceiling = Math.max(bar.openE4(), bar.closeE4());
        if (bar.lowE4() <= 0 || bar.lowE4() > floor || bar.highE4() < ceiling || bar.volume() < 0) {
            throw Fault.invalid("%s contradicts itself".formatted(bar));
        }
        return bar;
    }

    /** What the company did that day; empty where the columns say nothing, or that it did nothing. */
    static Optional<Action> action(LocalDate day, Function<String, Optional<String>> column) {
        try {
            var action = new Action(
                    day,
                    column.apply("dividend amount").map(Prices::parseE4).orElse(0L),
                    column.apply("split coefficient").map(BigDecimal::new).orElse(BigDecimal.ONE));
            if (action.dividendE4() < 0 || action.split().signum() <= 0) {
                throw nonsense("%s cannot be".formatted(action));
            }
            return Optional.of(action).filter(Action::something);
        } catch (Fault | NumberFormatException e) {
            throw nonsense("the dividend or split of '%s' cannot be read: %s".formatted(day, e.getMessage()));
        }
    }

    private static long priceE4(Function<String, Optional<String>> column, String name) {
        return Prices.parseE4(required(column, name));
    }

    private static String required(Function<String, Optional<String>> column, String name) {
        return column.apply(name).orElseThrow(() -> Fault.invalid("it has no " + name));
    }

    /** Shares are counted in whole ones; a source that adjusts volumes for splits gives fractions, which are rounded. */
    static long whole(String text) {
        return new BigDecimal(text.strip()).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
