package dev.broadtape.contract;

import java.util.Optional;

/**
 * How far a fetch job is, told at each change. Best-effort as all on a topic: {@code GET /jobs/{id}} knows.
 *
 * @param state running, cancelling, finished or cancelled
 * @param requested how many symbols there are
 * @param succeeded of them are done
 * @param symbol that is fetched now
 */
public record JobProgress(
        int version,
        String jobId,
        String node,
        String state,
        int requested,
        int succeeded,
        int failed,
        Optional<String> symbol) {
    public static final int VERSION = 1;
}
