package dev.broadtape.ingest.calendar;

import dev.broadtape.contract.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** The trading days of New York: which they are, when they open and close, and what is on at a moment. */
public final class TradingDays {
    public static final LocalTime OPENS = LocalTime.of(9, 30);

    private static final LocalTime CLOSES = LocalTime.of(16, 0);
    private static final LocalTime CLOSES_EARLY = LocalTime.of(13, 0);
    private static final LocalTime WAKES = LocalTime.of(4, 0);
    private static final Duration EVENING = Duration.ofHours(4);

    private TradingDays() {}

    public static boolean trades(LocalDate day) {
        return !Holidays.closed(day);
    }

    /** Whether it closes at one in the afternoon. */
    public static boolean half(LocalDate day) {
        return Holidays.closesEarly(day);
    }

    public static LocalTime closes(LocalDate day) {
        return half(day) ? CLOSES_EARLY : CLOSES;
    }

    /** The newest day whose trading was over at {@code now}, and had been for {@code settling}. */
    public static LocalDate lastClosed(Instant now, Duration settling) {
        ZonedDateTime then = now.minus(settling).atZone(Exchange.ZONE);
        LocalDate day = then.toLocalDate();
        return trades(day) && !then.toLocalTime().isBefore(closes(day)) ? day : before(day);
    }

    /** The trading day before {@code day}. */
    public static LocalDate before(LocalDate day) {
        LocalDate earlier = day.minusDays(1);
        while (!trades(earlier)) {
            earlier = earlier.minusDays(1);
        }
        return earlier;
    }

    /** The trading day after {@code day}. */
    public static LocalDate after(LocalDate day) {
        LocalDate later = day.plusDays(1);
        while (!trades(later)) {
            later = later.plusDays(1);
        }
        return later;
    }

    /** How many days trade after {@code from} and until {@code to}, that day included; at most {@code most}. */
    public static int between(LocalDate from, LocalDate to, int most) {
        int count = 0;
        for (LocalDate day = after(from); !day.isAfter(to) && count < most; day = after(day)) {
            count++;
        }
        return count;
    }

    public static Session session(Instant now) {
        ZonedDateTime then = now.atZone(Exchange.ZONE);
        LocalDate day = then.toLocalDate();
        LocalTime time = then.toLocalTime();
        if (!trades(day) || time.isBefore(WAKES) || !time.isBefore(closes(day).plus(EVENING))) {
            return Session.CLOSED;
        }
        if (time.isBefore(OPENS)) {
            return Session.PRE_MARKET;
        }
        return time.isBefore(closes(day)) ? Session.OPEN : Session.AFTER_HOURS;
    }

    /** When trading next begins: today if it has not begun yet. */
    public static Instant nextOpening(Instant now) {
        LocalDate today = now.atZone(Exchange.ZONE).toLocalDate();
        Instant opening = today.atTime(OPENS).atZone(Exchange.ZONE).toInstant();
        return trades(today) && now.isBefore(opening)
                ? opening
                : after(today).atTime(OPENS).atZone(Exchange.ZONE).toInstant();
    }

    /** When the trading of {@code day} ends. */
    public static Instant closing(LocalDate day) {
        return day.atTime(closes(day)).atZone(Exchange.ZONE).toInstant();
    }
}
