package dev.broadtape.ingest.job;

import dev.broadtape.ingest.provider.Company;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.Load;
import io.vertx.core.Future;

/**
 * Where jobs get their data. It logs each attempt and tries again where that makes sense: what fails here is a {@link
 * dev.broadtape.contract.Fault} and final.
 */
public interface Feed {
    /** The bars of a symbol that are not stored yet; none when there are no others. */
    Future<Load> bars(Errand errand);

    Future<Sourced<Company>> company(Errand errand);
}
