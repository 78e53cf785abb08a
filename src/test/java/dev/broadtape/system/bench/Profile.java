package dev.broadtape.system.bench;

import dev.broadtape.system.Broadtape;
import dev.broadtape.system.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a JVM goes: the cores that its threads use, by Linux, and what they do, by samples of their stacks. */
final class Profile {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final List<String> SAMPLES = List.of("jdk.ExecutionSample", "jdk.NativeMethodSample");

    private final Map<String, Double> cores;
    private final Map<String, Long> samples;

    private Profile(Map<String, Double> cores, Map<String, Long> samples) {
        this.cores = cores;
        this.samples = samples;
    }

    static Profile of(long pid, Path file) throws IOException, InterruptedException {
        jcmd(pid, "JFR.start", "name=bench", "settings=profile");
        Map<String, Double> before = Cpu.threads(pid);
        long begun = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Double> cores = new TreeMap<>(Cpu.threads(pid));
        cores.replaceAll((name, after) -> (after - before.getOrDefault(name, 0.0)) / seconds);
        jcmd(pid, "JFR.stop", "name=bench", "filename=" + file);
        return new Profile(cores, samples(file));
    }

    private static void jcmd(long pid, String... command) {
        var all = new ArrayList<>(List.of(Broadtape.jdk("jcmd"), Long.toString(pid)));
        all.addAll(List.of(command));
        Commands.run(all.toArray(new String[0]));
    }

    private static Map<String, Long> samples(Path file) throws IOException {
        Map<String, Long> samples = new HashMap<>();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (SAMPLES.contains(event.getEventType().getName()) && event.getStackTrace() != null) {
                    Area.of(event.getStackTrace()).ifPresent(area -> samples.merge(key(event, area), 1L, Long::sum));
                }
            }
        }
        return samples;
    }

    private static String key(RecordedEvent event, String area) {
        RecordedThread thread = event.getThread("sampledThread");
        return "%s | %s".formatted(threads(thread), area);
    }

    private static String threads(RecordedThread thread) {
        String name = thread == null || thread.getJavaName() == null ? "" : thread.getJavaName();
        return name.replaceAll("-[0-9a-f]{8}-.*", "").replaceAll("[-#\\d]+$", "");
    }

    /** Two tables. */
    String markdown() {
        return "| threads | cores |\n|---|---|\n"
                + cores.entrySet().stream()
                        .filter(entry -> entry.getValue() >= 0.005)
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(entry -> "| %s | %.2f |\n".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())
                + "\n| threads | area | samples |\n|---|---|---|\n" + areas();
    }

    private String areas() {
        double all = samples.values().stream().mapToLong(Long::longValue).sum();
        return samples.entrySet().stream()
                .filter(entry -> entry.getValue() / all >= 0.005)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> "| %s | %.1f %% |\n".formatted(entry.getKey(), 100 * entry.getValue() / all))
                .collect(Collectors.joining());
    }
}
