package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.ReceiverLedger.Seen;
import java.util.Map;
import java.util.UUID;

/**
 * What has been read back.
 *
 * @param seen by partition and run
 * @param lag committed records that are still to be read
 */
public record AuditReport(Map<Integer, Map<UUID, Seen>> seen, long lag) {
    public static final AuditReport EMPTY = new AuditReport(Map.of(), 0);
}
