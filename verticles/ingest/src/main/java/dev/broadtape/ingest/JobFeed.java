package dev.broadtape.ingest;

import dev.broadtape.ingest.fetch.Arrival;
import dev.broadtape.ingest.fetch.Caller;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.fetch.Want;
import dev.broadtape.ingest.job.Errand;
import dev.broadtape.ingest.job.Feed;
import dev.broadtape.ingest.provider.Company;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.ingest.store.Load;
import io.vertx.core.Future;

/** The providers, as jobs see them. */
final class JobFeed implements Feed {
    private final Fetcher fetcher;

    JobFeed(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public Future<Load> bars(Errand errand) {
        return fetcher.bars(new Want(
                        Caller.job(errand.jobId()),
                        errand.symbol(),
                        errand.outputsize(),
                        errand.known().map(Coverage::last),
                        errand.known().flatMap(Coverage::wholeTo)))
                .map(arrival -> load(errand.symbol(), arrival));
    }

    private static Load load(String symbol, Arrival arrival) {
        return new Load(
                symbol,
                arrival.series().bars(),
                arrival.series().actions(),
                arrival.provider(),
                arrival.atMicros(),
                arrival.whole());
    }

    @Override
    public Future<Sourced<Company>> company(Errand errand) {
        return fetcher.company(Caller.job(errand.jobId()), errand.symbol());
    }
}
