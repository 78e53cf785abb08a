package dev.broadtape.ingest.job;

import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.Coverage;
import java.util.Optional;

/**
 * One symbol of a job, to be fetched.
 *
 * @param known what of it is stored, so that only the rest need be asked for
 */
public record Errand(String jobId, String symbol, OutputSize outputsize, Optional<Coverage> known) {}
