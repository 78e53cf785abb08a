package dev.broadtape.system.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Who uses the processors, as Linux counts it in /proc, in seconds of one core. */
final class Cpu {
    private static final double TICKS_PER_SECOND = 100;
    /** Of the fields of {@code cpu} in /proc/stat: user, nice, system, irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    /** The field of user time in /proc/PID/stat, counted from behind the name. */
    private static final int FIRST_TIME = 11;

    private Cpu() {}

    /** The load average of the last minute. */
    static double load() {
        return Double.parseDouble(read(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    /** Of all processes since the machine was started. */
    static double busySeconds() {
        String[] fields =
                read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +", -1);
        return IntStream.of(BUSY)
                        .mapToLong(field -> Long.parseLong(fields[field]))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Of these processes, of this one and of those that this one has waited for, since each was started. */
    static double seconds(List<Long> pids) {
        double own = seconds(Path.of("/proc/self/stat"), 4);
        return own
                + pids.stream()
                        .mapToDouble(pid -> seconds(Path.of("/proc/%d/stat".formatted(pid)), 2))
                        .sum();
    }

    /** By name as far as Linux keeps it, without a number at the end: what its threads used. */
    static Map<String, Double> threads(long pid) {
        Map<String, Double> threads = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/%d/task".formatted(pid)))) {
            for (Path task : tasks) {
                String name = read(task.resolve("comm")).strip().replaceAll("[-#\\d]+$", "");
                threads.merge(name, seconds(task.resolve("stat"), 2), Double::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return threads;
    }

    /** User and system time, and with four fields those of its dead children; the name before them may be anything. */
    private static double seconds(Path stat, int fields) {
        String text = read(stat);
        if (text.isEmpty()) {
            return 0;
        }
        String[] all = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return IntStream.range(FIRST_TIME, FIRST_TIME + fields)
                        .mapToLong(field -> Long.parseLong(all[field]))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Nothing of a thread or process that has ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
