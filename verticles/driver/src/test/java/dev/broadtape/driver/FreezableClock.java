package dev.broadtape.driver;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;

/** The system's clock; whoever looks at it while it is frozen stands still, as a stopped process does. */
final class FreezableClock extends Clock {
    private volatile CountDownLatch frozen = new CountDownLatch(0);

    void freeze() {
        frozen = new CountDownLatch(1);
    }

    void thaw() {
        frozen.countDown();
    }

    @Override
    public Instant instant() {
        try {
            frozen.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
        return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
