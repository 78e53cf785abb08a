package dev.broadtape.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingDaysTest {
    private static final Duration NONE = Duration.ZERO;

    @Test
    void tradesOnExactlyTheDaysOnWhichThereWereBars() throws IOException {
        List<LocalDate> traded = recordedDays();

        assertThat(traded).hasSize(1259);
        LocalDate last = traded.get(traded.size() - 1);
        assertThat(traded.get(0).datesUntil(last.plusDays(1)).filter(TradingDays::trades))
                .containsExactlyElementsOf(traded);
    }

    private static List<LocalDate> recordedDays() throws IOException {
        try (var in =
                Objects.requireNonNull(TradingDaysTest.class.getResourceAsStream("/alphavantage/daily-full.json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\d)\": \\{")
                    .matcher(text)
                    .results()
                    .map(found -> LocalDate.parse(found.group(1)))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01", "2026-01-19", "2026-02-16", "2026-04-03", "2026-05-25", "2026-06-19", "2026-07-03",
                "2026-09-07", "2026-11-26", "2026-12-25", "2022-12-26", "2025-01-09", "2001-09-11", "2026-11-28"
            })
    void restsOnHolidays(LocalDate day) {
        assertThat(TradingDays.trades(day)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-06-18", "2022-01-03", "2021-12-31", "1997-01-20", "2026-07-02", "2026-12-24"})
    void tradesOnDaysThatOnlyLookLikeHolidays(LocalDate day) {
        assertThat(TradingDays.trades(day)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 13:00",
        "2026-12-24, 13:00",
        "2025-07-03, 13:00",
        "2020-11-27, 13:00",
        "2026-07-02, 16:00",
        "2026-11-25, 16:00"
    })
    void closesEarlyOnHalfDays(LocalDate day, LocalTime closes) {
        assertThat(TradingDays.closes(day)).isEqualTo(closes);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T21:00:00Z, 2026-11-24", // winter: 16:00 in New York
        "2026-11-24T20:59:59Z, 2026-11-23",
        "2026-07-06T20:00:00Z, 2026-07-06", // summer
        "2026-07-06T19:59:59Z, 2026-07-02",
        "2026-11-27T18:00:00Z, 2026-11-27", // a half-day
        "2026-11-29T12:00:00Z, 2026-11-27"
    })
    void knowsTheLastDayWhoseTradingIsOver(Instant now, LocalDate day) {
        assertThat(TradingDays.lastClosed(now, NONE)).isEqualTo(day);
    }

    @Test
    void waitsForADayToSettle() {
        Instant close = Instant.parse("2026-11-24T21:00:00Z");

        assertThat(TradingDays.lastClosed(close.plusSeconds(1_799), Duration.ofMinutes(30)))
                .isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(TradingDays.lastClosed(close.plusSeconds(1_800), Duration.ofMinutes(30)))
                .isEqualTo(LocalDate.of(2026, 11, 24));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T08:59:59Z, CLOSED",
        "2026-11-24T09:00:00Z, PRE_MARKET",
        "2026-11-24T14:30:00Z, OPEN",
        "2026-11-24T21:00:00Z, AFTER_HOURS",
        "2026-11-25T01:00:00Z, CLOSED",
        "2026-11-27T18:00:00Z, AFTER_HOURS",
        "2026-11-27T22:00:00Z, CLOSED",
        "2026-11-26T15:00:00Z, CLOSED"
    })
    void knowsWhatIsOn(Instant now, Session session) {
        assertThat(TradingDays.session(now)).isEqualTo(session);
    }

    @Test
    void knowsWhenItOpensNext() {
        assertThat(TradingDays.nextOpening(Instant.parse("2026-11-25T20:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-27T14:30:00Z"));
        assertThat(TradingDays.nextOpening(Instant.parse("2026-11-24T14:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-24T14:30:00Z"));
        assertThat(TradingDays.closing(LocalDate.of(2026, 11, 27))).isEqualTo(Instant.parse("2026-11-27T18:00:00Z"));
    }

    @Test
    void countsTheDaysBetween() {
        assertThat(TradingDays.between(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 27), 100))
                .isEqualTo(2);
        assertThat(TradingDays.between(LocalDate.of(2026, 11, 27), LocalDate.of(2026, 11, 27), 100))
                .isZero();
        assertThat(TradingDays.between(LocalDate.of(1990, 1, 1), LocalDate.of(2026, 11, 27), 101))
                .isEqualTo(101);
    }
}
