package dev.broadtape.kit;

import dev.broadtape.contract.Exchange;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/**
 * The process that a verticle runs in.
 *
 * @param name unique in the cluster
 * @param host what HTTP servers bind to
 * @param clock the only source of wall-clock time
 * @param metrics shared by all verticles of the process
 */
public record Node(String name, String host, String version, Clock clock, PrometheusMeterRegistry metrics) {
    /** The wall clock in microseconds UTC since the epoch. */
    public long nowMicros() {
        return Exchange.micros(clock.instant());
    }

    /** A clock that only goes forward, in nanoseconds: for how long something took, not for when it was. */
    public long nanos() {
        return metrics.config().clock().monotonicTime();
    }
}
