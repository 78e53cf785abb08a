package dev.broadtape.dashboard;

import dev.broadtape.contract.JobProgress;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far the fetch jobs are. One that is over is shown for a moment, one of which nothing is heard for some minutes.
 * At most {@link #MAX_JOBS}: then the one that was not heard of for longest goes.
 */
final class JobBoard {
    static final int MAX_JOBS = 16;
    static final Duration SHOWN_WHEN_OVER = Duration.ofSeconds(10);
    static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final Set<String> OVER = Set.of("finished", "cancelled");

    private record Word(JobProgress job, Instant heard) {
        boolean past(Instant now) {
            Duration shown = OVER.contains(job.state()) ? SHOWN_WHEN_OVER : FORGOTTEN;
            return Duration.between(heard, now).compareTo(shown) > 0;
        }
    }

    /** By job, the one not heard of for longest first. */
    private final Map<String, Word> words = new LinkedHashMap<>();

    void hear(JobProgress job, Instant now) {
        words.remove(job.jobId());
        words.put(job.jobId(), new Word(job, now));
        if (words.size() > MAX_JOBS) {
            words.remove(words.keySet().iterator().next());
        }
    }

    void expire(Instant now) {
        words.values().removeIf(word -> word.past(now));
    }

    JsonArray json() {
        var jobs = new JsonArray();
        words.values().forEach(word -> jobs.add(Wire.toJson(word.job())));
        return jobs;
    }
}
