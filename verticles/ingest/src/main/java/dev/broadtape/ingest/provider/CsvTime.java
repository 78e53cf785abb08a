package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.nonsense;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Days and times as files write them: {@code 2021-04-21}, {@code 20210421}, {@code 2021-04-21 09:30:00}. */
final class CsvTime {
    private static final int DATE = 10;
    private static final int PLAIN_DATE = 8;
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HHmmss");

    private CsvTime() {}

    /**
     * What {@code day} says, which may hold the time too.
     *
     * @param clock where it has a column of its own: {@code 09:30:00} or {@code 093000}
     */
    static LocalDateTime of(String day, Optional<String> clock) {
        try {
            return day.length() > DATE
                    ? LocalDateTime.parse(day, SPACED)
                    : day(day).atTime(clock.map(CsvTime::clock).orElse(LocalTime.MIDNIGHT));
        } catch (DateTimeException e) {
            throw nonsense("'%s' is no day, or %s no time".formatted(day, clock.orElse("it has")));
        }
    }

    private static LocalDate day(String written) {
        return written.length() == PLAIN_DATE
                ? LocalDate.parse(written, DateTimeFormatter.BASIC_ISO_DATE)
                : LocalDate.parse(written);
    }

    private static LocalTime clock(String written) {
        return written.contains(":") ? LocalTime.parse(written) : LocalTime.parse(written, CLOCK);
    }
}
