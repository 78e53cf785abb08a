package dev.broadtape.system.bench;

import dev.broadtape.system.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The figures as Markdown, written to the file that {@code bench.report} names after each one, and printed. */
final class Report {
    private static final String HEAD =
            "| what | figure | needed | load before | cores ours · others' |\n|---|---|---|---|---|\n";

    private final Path file =
            Path.of(System.getProperty("bench.report", "bench.md")).toAbsolutePath();
    private final List<String> rows = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();
    private final String machine = machine();

    /** One line of the table; {@code needed} is empty where nothing is asked for. */
    void row(String what, String figure, String needed, Conditions conditions) {
        rows.add("| %s | %s | %s | %s |\n".formatted(what, figure, needed, conditions));
        System.out.print(rows.get(rows.size() - 1));
        write();
    }

    void section(String title, String text) {
        sections.add("\n## %s\n\n%s".formatted(title, text));
        System.out.print(sections.get(sections.size() - 1));
        write();
    }

    private void write() {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, machine + HEAD + String.join("", rows) + String.join("", sections));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine() {
        return "%s · commit %s\n\n%d cores (%s), %d GiB, %s %s, JDK %s; load %.1f before the start\n\n"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.MINUTES),
                        System.getProperty("bench.commit", "unknown"),
                        Runtime.getRuntime().availableProcessors(),
                        proc("/proc/cpuinfo", "model name"),
                        Math.round(
                                Long.parseLong(proc("/proc/meminfo", "MemTotal").replace(" kB", "")) / 1048576.0),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.version"),
                        Cpu.load());
    }

    private static String proc(String file, String key) {
        return Commands.run("grep", "-m1", key, file).replaceFirst(".*:", "").strip();
    }
}
