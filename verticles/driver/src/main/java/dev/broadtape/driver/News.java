package dev.broadtape.driver;

import dev.broadtape.contract.EventData;
import java.util.Map;

/** What the world is told of a run. */
final class News {
    private News() {}

    /** That it runs; or that it does not, for that reason and with these durable sequences by partition. */
    static EventData of(Run run, String reason, Map<Integer, Long> positions) {
        if (run.state() != Run.State.RUNNING) {
            return new EventData.StreamingStopped(run.run(), reason, positions);
        }
        return new EventData.StreamingStarted(
                run.run(),
                run.seed(),
                run.mode(),
                run.listings().size(),
                run.last().intervalMicros());
    }
}
