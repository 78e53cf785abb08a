package dev.broadtape.ingest.fetch;

/**
 * Who asks.
 *
 * @param jobId of a job; empty for a reader of the HTTP API
 * @param patient waits for a Redis that is away, which alone knows what may be called
 */
public record Caller(String jobId, boolean patient) {
    /** Somebody who waits for an answer. */
    public static final Caller READER = new Caller("", false);

    public static Caller job(String jobId) {
        return new Caller(jobId, true);
    }

    Caller hasty() {
        return new Caller(jobId, false);
    }
}
