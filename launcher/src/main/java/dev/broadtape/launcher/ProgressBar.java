package dev.broadtape.launcher;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** How far something is, in one line that is written over; a line of its own each ten seconds where there is no terminal. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long FILE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter out;
    private final String done;
    private final long total;
    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private final long startNanos = System.nanoTime();
    private long shownNanos = startNanos;
    private long count;

    /**
     * A bar at its beginning.
     *
     * @param done what happens to each: copied
     * @param total how many there will be, about
     */
    ProgressBar(PrintWriter out, String done, long total) {
        this.out = out;
        this.done = done;
        this.total = total;
    }

    void add(int more) {
        count += more;
        long now = System.nanoTime();
        if (now - shownNanos >= (terminal ? TERMINAL_NANOS : FILE_NANOS)) {
            shownNanos = now;
            show(Math.min(1, (double) count / Math.max(1, total)), now);
        }
    }

    private void show(double share, long nowNanos) {
        int full = (int) (share * WIDTH);
        double seconds = (nowNanos - startNanos) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s[%s%s] %3.0f %%  %,d of %,d %s, %,.0f a second, %,.0f s left  %s",
                terminal ? "\r" : "",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                100 * share,
                count,
                total,
                done,
                count / seconds,
                share == 0 ? 0 : seconds * (1 - share) / share,
                terminal ? "" : System.lineSeparator());
        out.flush();
    }

    long count() {
        return count;
    }

    void end() {
        show(1, System.nanoTime());
        out.print(terminal ? System.lineSeparator() : "");
        out.flush();
    }
}
