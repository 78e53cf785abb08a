package dev.broadtape.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The exchange whose days our bars are: New York. */
public final class Exchange {
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private Exchange() {}

    /** When a trading day begins: midnight in New York, daylight saving respected. */
    public static long startOfDayMicros(LocalDate day) {
        return micros(day.atStartOfDay(ZONE).toInstant());
    }

    public static LocalDate day(long timeMicros) {
        return instant(timeMicros).atZone(ZONE).toLocalDate();
    }

    public static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    public static Instant instant(long timeMicros) {
        return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    }
}
