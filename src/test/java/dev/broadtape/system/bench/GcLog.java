package dev.broadtape.system.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a JVM's garbage collector says of itself. */
final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\) ([0-9.]+)ms");

    private final Path file;
    private int seen;

    GcLog(Path file) {
        this.file = file;
    }

    /** The option that makes a JVM write it. */
    String option() {
        return "-Xlog:gc:file=" + file;
    }

    /**
     * Collections since the last look.
     *
     * @param leastMegabytes the smallest heap that one left behind
     * @param pauseMillis all pauses together
     */
    record Collections(int count, OptionalLong leastMegabytes, double pauseMillis) {}

    Collections look() throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<MatchResult> pauses = lines.subList(seen, lines.size()).stream()
                .flatMap(line -> PAUSE.matcher(line).results())
                .toList();
        seen = lines.size();
        return new Collections(
                pauses.size(),
                pauses.stream()
                        .mapToLong(pause -> Long.parseLong(pause.group(2)))
                        .min(),
                pauses.stream()
                        .mapToDouble(pause -> Double.parseDouble(pause.group(4)))
                        .sum());
    }
}
