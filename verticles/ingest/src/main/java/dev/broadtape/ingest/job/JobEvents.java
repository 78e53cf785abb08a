package dev.broadtape.ingest.job;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.ingest.outbox.EventIds;
import dev.broadtape.kit.Node;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The events of jobs. An id follows from job, type and symbol: a job that is done again tells nothing twice. */
public final class JobEvents {
    public static final String SOURCE = "ingest";

    private final Node node;

    JobEvents(Node node) {
        this.node = node;
    }

    DomainEvent of(Job job, EventData data) {
        String name = "%s %s %s"
                .formatted(
                        job.jobId(),
                        data.getClass().getSimpleName(),
                        data.subject().orElse(""));
        return DomainEvent.of(
                EventIds.of(job.createdAtMicros() / 1_000, name),
                SOURCE,
                node.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                job.traceId(),
                Optional.empty(),
                data);
    }
}
