package dev.broadtape.launcher.embedded.sns;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the endpoint has done since it was made. Safe on any thread. */
final class Counts {
    final LongAdder published = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder abandoned = new LongAdder();
    final AtomicLong queued = new AtomicLong();
}
