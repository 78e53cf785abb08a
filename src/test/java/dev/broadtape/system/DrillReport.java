package dev.broadtape.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The drill's report, as Markdown, to the file that {@code drill.report} names. */
final class DrillReport {
    private DrillReport() {}

    static void write(List<Drill.Outcome> outcomes, long ticks, long seed) throws IOException {
        Optional<String> file = Optional.ofNullable(System.getProperty("drill.report"));
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), text(outcomes, ticks, seed));
        }
    }

    private static String text(List<Drill.Outcome> outcomes, long ticks, long seed) {
        Map<String, List<Duration>> byKind = outcomes.stream()
                .collect(Collectors.groupingBy(
                        Drill.Outcome::kind,
                        TreeMap::new,
                        Collectors.mapping(Drill.Outcome::silence, Collectors.toList())));
        var text = new StringBuilder("| fault | times | silence p50 | max |\n|---|---|---|---|\n");
        byKind.forEach((kind, silences) -> text.append(row(kind, silences)));
        text.append(row("all", outcomes.stream().map(Drill.Outcome::silence).toList()));
        text.append("\n| fault | noticed by | times | p50 | max |\n|---|---|---|---|---|\n");
        noticed(outcomes).forEach((what, times) -> text.append(row(what, times)));
        return text.append(
                        "\n%,d ticks, seed %d: the same records, the same stores, residue 0.%n".formatted(ticks, seed))
                .toString();
    }

    private static Map<String, List<Duration>> noticed(List<Drill.Outcome> outcomes) {
        var noticed = new TreeMap<String, List<Duration>>();
        outcomes.forEach(outcome -> outcome.noticed()
                .forEach(
                        (way, after) -> noticed.computeIfAbsent(outcome.kind() + " | " + way, what -> new ArrayList<>())
                                .add(after)));
        return noticed;
    }

    private static String row(String kind, List<Duration> silences) {
        List<Duration> sorted = silences.stream().sorted().toList();
        return "| %s | %d | %s | %s |\n"
                .formatted(
                        kind,
                        sorted.size(),
                        seconds(sorted.get(sorted.size() / 2)),
                        seconds(sorted.get(sorted.size() - 1)));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }
}
