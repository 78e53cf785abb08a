package dev.broadtape.ingest.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The days on which the New York Stock Exchange is closed or closes early, by its rule 7.2, and the days of mourning,
 * terror and storm since 1990. A holiday on a Sunday moves to the Monday, one on a Saturday to the Friday before,
 * but New Year's Day not, for that Friday ends the year.
 */
final class Holidays {
    private static final Set<LocalDate> UNFORESEEN = Set.of(
            LocalDate.of(1994, 4, 27), // funeral of President Nixon
            LocalDate.of(2001, 9, 11),
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            LocalDate.of(2004, 6, 11), // funeral of President Reagan
            LocalDate.of(2007, 1, 2), // mourning for President Ford
            LocalDate.of(2012, 10, 29), // hurricane Sandy
            LocalDate.of(2012, 10, 30),
            LocalDate.of(2018, 12, 5), // mourning for President G. H. W. Bush
            LocalDate.of(2025, 1, 9)); // mourning for President Carter

    private static final int KING_SINCE = 1998;
    private static final int JUNETEENTH_SINCE = 2022;
    private static final Map<Integer, Set<LocalDate>> BY_YEAR = new ConcurrentHashMap<>();

    private Holidays() {}

    static boolean closed(LocalDate day) {
        DayOfWeek name = day.getDayOfWeek();
        return name == SATURDAY
                || name == SUNDAY
                || BY_YEAR.computeIfAbsent(day.getYear(), Holidays::of).contains(day)
                || UNFORESEEN.contains(day);
    }

    /** At one in the afternoon: the eve of Independence Day and of Christmas, and the day after Thanksgiving. */
    static boolean closesEarly(LocalDate day) {
        return !closed(day)
                && (day.equals(LocalDate.of(day.getYear(), Month.JULY, 3))
                        || day.equals(LocalDate.of(day.getYear(), Month.DECEMBER, 24))
                        || day.equals(thanksgiving(day.getYear()).plusDays(1)));
    }

    private static Set<LocalDate> of(int year) {
        Set<LocalDate> days = new HashSet<>();
        LocalDate newYear = LocalDate.of(year, Month.JANUARY, 1);
        days.add(newYear.getDayOfWeek() == SUNDAY ? newYear.plusDays(1) : newYear);
        if (year >= KING_SINCE) {
            days.add(newYear.with(dayOfWeekInMonth(3, MONDAY)));
        }
        days.add(LocalDate.of(year, Month.FEBRUARY, 1).with(dayOfWeekInMonth(3, MONDAY)));
        days.add(easter(year).minusDays(2));
        days.add(LocalDate.of(year, Month.MAY, 1).with(lastInMonth(MONDAY)));
        if (year >= JUNETEENTH_SINCE) {
            days.add(observed(LocalDate.of(year, Month.JUNE, 19)));
        }
        days.add(observed(LocalDate.of(year, Month.JULY, 4)));
        days.add(LocalDate.of(year, Month.SEPTEMBER, 1).with(dayOfWeekInMonth(1, MONDAY)));
        days.add(thanksgiving(year));
        days.add(observed(LocalDate.of(year, Month.DECEMBER, 25)));
        return Set.copyOf(days);
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1).with(dayOfWeekInMonth(4, THURSDAY));
    }

    private static LocalDate observed(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    /** Gregorian, by Meeus, Jones and Butcher. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
