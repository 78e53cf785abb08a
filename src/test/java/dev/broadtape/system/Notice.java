package dev.broadtape.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How soon the others noticed that a process was gone or silent, by their own logs. */
final class Notice {
    private static final Pattern STAMPED = Pattern.compile("(?m)^(\\S+Z) (.*)$");

    private Notice() {}

    /**
     * The first word of each way of noticing since {@code begun}: the roster of receivers, the lease of drivers, the cluster.
     *
     * @param addresses host and cluster port of each process that is gone
     * @param names of these processes
     */
    static Map<String, Duration> of(
            Instant begun, List<String> names, List<String> addresses, Collection<String> logs) {
        var noticed = new LinkedHashMap<String, Duration>();
        ways(any(names), any(addresses))
                .forEach((way, said) -> logs.stream()
                        .flatMap(log -> first(log, begun, said).stream())
                        .min(Instant::compareTo)
                        .ifPresent(at -> noticed.put(way, Duration.between(begun, at))));
        return noticed;
    }

    private static Map<String, Pattern> ways(String name, String address) {
        return Map.of(
                "the roster", Pattern.compile("receiver %s (is silent|has left)".formatted(name)),
                "the lease", Pattern.compile("the tape is ours.* taken over from " + name),
                "the cluster", Pattern.compile("Member \\[?%s.*(has left|suspected to be dead)".formatted(address)));
    }

    private static String any(List<String> texts) {
        return "(%s)"
                .formatted(String.join(
                        "|",
                        texts.stream().map(text -> "\\Q%s\\E".formatted(text)).toList()));
    }

    private static Optional<Instant> first(String log, Instant begun, Pattern said) {
        Matcher lines = STAMPED.matcher(log);
        while (lines.find()) {
            Instant at = Instant.parse(lines.group(1));
            if (!at.isBefore(begun) && said.matcher(lines.group(2)).find()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
