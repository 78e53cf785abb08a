package dev.broadtape.contract;

import java.util.Locale;
import java.util.regex.Pattern;

/** Ticker symbols as users write them: trimmed, upper-cased, and checked. */
public final class Symbols {
    /** The longest symbol, in characters: what a tick frame has room for. */
    public static final int MAX_LENGTH = 12;

    private static final Pattern VALID = Pattern.compile("[A-Z0-9.^-]{1," + MAX_LENGTH + "}");

    private Symbols() {}

    /**
     * The symbol that {@code text} means: {@code " brk.b"} is {@code BRK.B}.
     *
     * @throws Fault INVALID when it can be none
     */
    public static String parse(String text) {
        String symbol = text.strip().toUpperCase(Locale.ROOT);
        if (!VALID.matcher(symbol).matches()) {
            throw Fault.invalid("'%s' is not a symbol: letters, digits and . ^ - only, 1 to %d of them"
                    .formatted(shortened(text), MAX_LENGTH));
        }
        return symbol;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
