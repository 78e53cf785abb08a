package dev.broadtape.ingest.store;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which bars of a symbol are stored.
 *
 * @param barsByYear how many, by the year of their day in New York; never empty
 * @param first day of the oldest bar
 * @param last day of the newest bar
 * @param closeE4 close of the newest bar
 * @param previousCloseE4 close of the bar before it; absent where there is none
 * @param volume of the newest bar
 * @param provider that the newest load came from
 * @param wholeTo the last day of the newest load that left no history out; absent if none did
 * @param loadedBy the job whose load was the newest, and how many bars that brought: a job done again sees its own work
 */
public record Coverage(
        String symbol,
        SortedMap<Integer, Integer> barsByYear,
        LocalDate first,
        LocalDate last,
        long closeE4,
        Optional<Long> previousCloseE4,
        long volume,
        String provider,
        long loadedAtMicros,
        Optional<LocalDate> wholeTo,
        Optional<LoadedBy> loadedBy) {

    /** Whose load it was. */
    public record LoadedBy(String jobId, int bars) {}

    /**
     * What is covered after a load.
     *
     * @param touched all stored bars, oldest first, of the years that the load wrote to
     */
    static Coverage after(Load load, Optional<Coverage> before, List<Bar> touched) {
        var counts = new TreeMap<Integer, Integer>();
        touched.forEach(bar -> counts.merge(day(bar).getYear(), 1, Integer::sum));
        before.ifPresent(coverage -> coverage.barsByYear.forEach(counts::putIfAbsent));
        Bar newest = touched.get(touched.size() - 1);
        Coverage now = new Coverage(
                load.symbol(),
                counts,
                day(touched.get(0)),
                day(newest),
                newest.closeE4(),
                touched.size() > 1 ? Optional.of(touched.get(touched.size() - 2).closeE4()) : Optional.empty(),
                newest.volume(),
                load.provider(),
                load.atMicros(),
                load.whole() ? Optional.of(day(newest)) : Optional.empty(),
                Optional.empty());
        return before.map(now::joined).orElse(now);
    }

    private Coverage joined(Coverage before) {
        boolean older = before.last.isAfter(last);
        Coverage newer = older ? before : this;
        return new Coverage(
                symbol,
                barsByYear,
                first.isBefore(before.first) ? first : before.first,
                newer.last,
                newer.closeE4,
                older ? before.previousCloseE4 : previousCloseE4.or(() -> before.closeBefore(last)),
                newer.volume,
                provider,
                loadedAtMicros,
                wholeTo.or(before::wholeTo),
                loadedBy);
    }

    private Optional<Long> closeBefore(LocalDate day) {
        return last.isBefore(day) ? Optional.of(closeE4) : previousCloseE4;
    }

    public Coverage by(LoadedBy job) {
        return new Coverage(
                symbol,
                barsByYear,
                first,
                last,
                closeE4,
                previousCloseE4,
                volume,
                provider,
                loadedAtMicros,
                wholeTo,
                Optional.of(job));
    }

    public int bars() {
        return barsByYear.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The newest years that together hold {@code bars}, or all; newest first. */
    List<Integer> newestYears(int bars) {
        return newestYears(first, last, bars);
    }

    /** The same of the days from {@code from} to {@code to}; of the year of {@code to} some days may be later ones. */
    List<Integer> newestYears(LocalDate from, LocalDate to, int bars) {
        var years = new ArrayList<Integer>();
        int held = 0;
        for (int year : new TreeMap<>(barsByYear).descendingKeySet()) {
            if (held < bars && year >= from.getYear() && year <= to.getYear()) {
                years.add(year);
                held += year == to.getYear() && to.isBefore(last) ? 0 : barsByYear.getOrDefault(year, 0);
            }
        }
        return years;
    }

    private static LocalDate day(Bar bar) {
        return Exchange.day(bar.startMicros());
    }
}
