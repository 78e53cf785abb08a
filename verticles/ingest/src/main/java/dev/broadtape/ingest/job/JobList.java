package dev.broadtape.ingest.job;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The jobs of all hosts that are not over, as far as this host knows: what the store said last, and what is newer. */
final class JobList {
    private final Map<String, Job> open = new LinkedHashMap<>();
    private final Map<String, Job> newer = new LinkedHashMap<>();

    Collection<Job> open() {
        return open.values();
    }

    Set<String> ids() {
        return open.keySet();
    }

    /** A job that was stored or changed just now. */
    void put(Job job) {
        open.put(job.jobId(), job);
        newer.put(job.jobId(), job);
    }

    void remove(String jobId) {
        open.remove(jobId);
        newer.remove(jobId);
    }

    /** Say this before reading the store: what is put from here on is newer than what the read will find. */
    void beginRead() {
        newer.clear();
    }

    /**
     * What the store has.
     *
     * @param own jobs, of which this host knows more
     */
    void read(List<Job> stored, List<Job> own) {
        open.clear();
        stored.forEach(job -> open.put(job.jobId(), job));
        own.forEach(job -> open.put(job.jobId(), job));
        open.putAll(newer);
    }
}
