package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deliveries that were refused, counted by reason. For use on one context. */
final class Refusals {
    /** Why a delivery is refused, and what whoever posted it may do about it. */
    enum Reason {
        OVERSIZE(Fault.Kind.TOO_LARGE),
        MALFORMED(Fault.Kind.MALFORMED),
        TOPIC(Fault.Kind.FORBIDDEN),
        SIGNATURE(Fault.Kind.FORBIDDEN),
        /** It is signed, and was taken long ago or is older than SNS tries for. */
        REPLAY(Fault.Kind.FORBIDDEN),
        /** It is signed and no event of ours. */
        ENVELOPE(Fault.Kind.INVALID),
        /** It is signed and neither a notification nor the question of a new subscription. */
        TYPE(Fault.Kind.INVALID),
        BUSY(Fault.Kind.RATE_LIMITED),
        /** The topic is not known yet, or the certificate or SNS cannot be reached. */
        UNREADY(Fault.Kind.UNAVAILABLE);

        private final Fault.Kind kind;

        Reason(Fault.Kind kind) {
            this.kind = kind;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final MeterRegistry metrics;
    private final LongAdder total = new LongAdder();

    Refusals(MeterRegistry metrics) {
        this.metrics = metrics;
        Arrays.stream(Reason.values()).forEach(this::counter);
    }

    long total() {
        return total.sum();
    }

    /** Counts it; the fault is for whoever posted. */
    Fault refuse(Reason reason, String why) {
        total.increment();
        counter(reason).increment();
        log.warn("refused an SNS delivery, {}: {}", reason, why);
        return Fault.of(reason.kind, why);
    }

    /** The same one each time: the registry knows it. */
    private Counter counter(Reason reason) {
        return Counter.builder("broadtape.bridge.refusals")
                .description("SNS deliveries that were refused")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(metrics);
    }
}
