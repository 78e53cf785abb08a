package dev.broadtape.ingest.fetch;

import io.vertx.core.Future;
import java.time.Instant;

/** Who is told what happens while providers are asked. */
public interface Ears {
    /** Completes when the attempt is written down. */
    Future<Void> attempted(Attempt attempt);

    /** No call can be made before {@code until}. Told again for as long as it is so. */
    void limited(String provider, Instant until);

    /** A key is not taken. Told again for as long as it is so. */
    void refused(String provider, String why);
}
