package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.calendar.TradingDays;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Bars by their day. Those of minutes are summed up to the day's regular session and the minute after it, in which the
 * closing auction is reported; what is traded before and after counts for no day. They may come oldest or newest
 * first. Holds two bars a day, however many come: some name a minute by its beginning and some by its end, and only
 * all of them together show which.
 */
final class DaySum {
    private static final Duration AUCTION = Duration.ofMinutes(1);

    /** The last minute of the evening ends here, and none begins. */
    private static final LocalTime EVENING_ENDS = LocalTime.of(20, 0);

    /** A day so far, and the times of its earliest and latest bar. */
    private record Sum(Bar bar, LocalDateTime first, LocalDateTime last) {
        Sum with(Bar more, LocalDateTime time) {
            boolean earlier = time.isBefore(first);
            boolean later = time.isAfter(last);
            return new Sum(
                    new Bar(
                            bar.startMicros(),
                            earlier ? more.openE4() : bar.openE4(),
                            Math.max(bar.highE4(), more.highE4()),
                            Math.min(bar.lowE4(), more.lowE4()),
                            later ? more.closeE4() : bar.closeE4(),
                            Math.addExact(bar.volume(), more.volume())),
                    earlier ? time : first,
                    later ? time : last);
        }
    }

    private final int most;
    private final NavigableMap<Long, Sum> begun = new TreeMap<>();
    private final NavigableMap<Long, Sum> ended = new TreeMap<>();
    private boolean namesOpening;
    private boolean namesEveningsEnd;

    /** Keeps the newest {@code most} days. */
    DaySum(int most) {
        this.most = most;
    }

    /**
     * Takes a bar in.
     *
     * @param bar whose start is that of its day
     * @param time of the bar; midnight for one of a whole day, of which the later one is right
     */
    void add(Bar bar, LocalDateTime time) {
        LocalTime clock = time.toLocalTime();
        if (clock.equals(LocalTime.MIDNIGHT)) {
            put(begun, new Sum(bar, time, time));
            namesOpening = true;
            return;
        }
        namesOpening |= clock.equals(TradingDays.OPENS);
        namesEveningsEnd |= clock.equals(EVENING_ENDS);
        LocalTime closes = TradingDays.closes(time.toLocalDate());
        if (!clock.isBefore(TradingDays.OPENS) && !clock.isAfter(closes)) {
            sum(begun, bar, time);
        }
        if (clock.isAfter(TradingDays.OPENS) && !clock.isAfter(closes.plus(AUCTION))) {
            sum(ended, bar, time);
        }
    }

    private void sum(NavigableMap<Long, Sum> days, Bar bar, LocalDateTime time) {
        Sum so = days.get(bar.startMicros());
        put(days, so == null ? new Sum(bar, time, time) : so.with(bar, time));
    }

    private void put(NavigableMap<Long, Sum> days, Sum sum) {
        days.put(sum.bar.startMicros(), sum);
        if (days.size() > most) {
            days.pollFirstEntry();
        }
    }

    private NavigableMap<Long, Sum> days() {
        return namesOpening && !namesEveningsEnd ? begun : ended;
    }

    List<Bar> bars() {
        return days().values().stream().map(Sum::bar).toList();
    }

    /** The actions of days that are kept. */
    List<Action> kept(Collection<Action> actions) {
        return actions.stream()
                .filter(action -> days().containsKey(Exchange.startOfDayMicros(action.day())))
                .toList();
    }
}
