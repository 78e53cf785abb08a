package dev.broadtape.ingest.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * A process that is killed before a write to the store or around a sending, and a second one that goes on: whoever takes
 * events once by their ids hears what an undisturbed run tells.
 */
class CrashTest {
    private static final int AT_ONCE = 3;

    @Test
    void losesAndDoublesNothingWhereverItIsKilled() throws Exception {
        List<String> steps;
        List<String> undisturbed;
        try (var run = new Run()) {
            steps = run.process(0);
            undisturbed = run.view();
        }
        assertThat(undisturbed)
                .as("IBM by itself; KO and NOSUCH by a job; both have ended; two symbols are enough")
                .hasSize(8);
        assertThat(steps).as("at least three writes an event").hasSizeGreaterThan(30);

        killedAt(Deaths.among(steps), undisturbed);
    }

    private static void killedAt(List<Integer> steps, List<String> undisturbed) throws Exception {
        ExecutorService deaths = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> runs = new ArrayList<>();
        steps.forEach(step -> runs.add(deaths.submit(() -> killedAt(step, undisturbed))));
        deaths.shutdown();
        for (Future<?> run : runs) {
            run.get();
        }
    }

    private static void killedAt(int step, List<String> undisturbed) {
        try (var run = new Run()) {
            run.process(step);
            run.goOn();
            assertThat(run.view()).as("killed at step %d", step).isEqualTo(undisturbed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
