package dev.broadtape.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long a candle lasts. Each interval is made of whole shorter ones; a day is that of {@link Exchange}, with 23 or 25 hours
 * when the clocks change.
 */
public enum Interval {
    SECOND(0, "1s", 1_000_000L),
    MINUTE(1, "1m", 60_000_000L),
    FIVE_MINUTES(2, "5m", 300_000_000L),
    HOUR(3, "1h", 3_600_000_000L),
    DAY(4, "1d", 86_400_000_000L);

    private final int code;
    private final String label;
    private final long usualMicros;

    Interval(int code, String label, long usualMicros) {
        this.code = code;
        this.label = label;
        this.usualMicros = usualMicros;
    }

    /** As in the keys of stored candles. */
    public int code() {
        return code;
    }

    /**
     * The interval that a code stands for.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Interval of(int code) {
        return Arrays.stream(values())
                .filter(interval -> interval.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no interval has code " + code));
    }

    /** As in requests and answers: {@code 5m}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The interval of that label, if there is one. */
    public static Optional<Interval> labelled(String label) {
        return Arrays.stream(values())
                .filter(interval -> interval.label.equals(label))
                .findFirst();
    }

    @JsonCreator
    static Interval read(String label) {
        return labelled(label)
                .orElseThrow(() -> Fault.invalid("'%s' is not an interval: one of %s".formatted(label, labels())));
    }

    /** All labels, for people. */
    public static String labels() {
        return Arrays.stream(values()).map(Interval::label).collect(Collectors.joining(", "));
    }

    /** When the window that holds {@code timeMicros} begins. */
    public long startMicros(long timeMicros) {
        return this == DAY
                ? Exchange.startOfDayMicros(Exchange.day(timeMicros))
                : Math.floorDiv(timeMicros, usualMicros) * usualMicros;
    }

    /** When the window that begins at {@code startMicros} is over. */
    public long endMicros(long startMicros) {
        return this == DAY
                ? Exchange.startOfDayMicros(Exchange.day(startMicros).plusDays(1))
                : startMicros + usualMicros;
    }
}
