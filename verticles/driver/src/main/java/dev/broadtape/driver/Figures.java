package dev.broadtape.driver;

import dev.broadtape.kit.Rate;
import dev.broadtape.kit.Tier;
import java.util.function.ToLongFunction;

/** What a driver says of itself in numbers; those of the tape are 0 while it is on standby. For use on one context. */
final class Figures {
    private final Driver driver;
    private final Rate rate;

    Figures(Driver driver, Rate rate) {
        this.driver = driver;
        this.rate = rate;
    }

    void addTo(Tier tier) {
        tier.figure("symbols", "symbols on the tape", () -> of(tape -> symbols(tape)))
                .figure("ticksGenerated", "ticks sent, by their highest sequences", () -> sum(Count::generated))
                .figure("ticksAcknowledged", "ticks that a receiver has made durable", () -> sum(Count::acknowledged))
                .figure("framesInFlight", "frames not yet acknowledged", () -> sum(Count::inFlight))
                .figure("lagMillis", "how long the next slice has been due", () -> of(Tape::lagMicros) / 1_000)
                .figure("ticksPerSecond", "ticks acknowledged each second, of late", rate::perSecond);
        addLease(tier, driver.lease());
    }

    private void addLease(Tier tier, Lease lease) {
        tier.figure(
                        "leaseFence",
                        "number of the lease",
                        () -> lease.claim().map(Claim::fence).orElse(0L))
                .figure("leaseHeld", "1 while this driver has the lease", () -> lease.isHeld() ? 1 : 0)
                .figure("takeoversTotal", "leases taken over", lease::takeovers)
                .figure("resyncsTotal", "times that a receiver was asked where to go on", driver::resyncs);
    }

    private static long symbols(Tape tape) {
        return tape.run().map(run -> run.symbols().size()).orElse(0);
    }

    private long of(ToLongFunction<Tape> figure) {
        return driver.tape().stream().mapToLong(figure).sum();
    }

    long sum(ToLongFunction<Count> figure) {
        return of(tape -> tape.senders().sum(figure));
    }
}
