package dev.broadtape.system.bench;

import dev.broadtape.system.Broadtape;
import dev.broadtape.system.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process holds, in MB. */
final class Memory {
    private static final Pattern USED = Pattern.compile("heap +total (\\d+)K, used (\\d+)K");

    private Memory() {}

    /** One line of /proc/PID/status, such as {@code VmRSS}, {@code RssAnon} or {@code RssFile}. */
    static long of(long pid, String line) {
        try {
            return Files.readString(Path.of("/proc/%d/status".formatted(pid)))
                    .lines()
                    .filter(each -> each.startsWith(line + ":"))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The heap that is left after a full collection, which this asks for. */
    static long live(long pid) {
        Commands.run(Broadtape.jdk("jcmd"), Long.toString(pid), "GC.run");
        return heap(pid, 2);
    }

    /** The heap as it is, garbage and all, and the part of it that the machine has given. */
    static String heap(long pid) {
        return "%,d of %,d MB".formatted(heap(pid, 2), heap(pid, 1));
    }

    private static long heap(long pid, int group) {
        String info = Commands.run(Broadtape.jdk("jcmd"), Long.toString(pid), "GC.heap_info");
        Matcher found = USED.matcher(info);
        if (!found.find()) {
            throw new AssertionError("no figure in: " + info);
        }
        return Long.parseLong(found.group(group)) / 1024;
    }
}
