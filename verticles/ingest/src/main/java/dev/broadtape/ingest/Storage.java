package dev.broadtape.ingest;

/** Our collections, one class each. */
record Storage(
        Mongo mongo, CompanyStore companies, PriceStore prices, FetchLog fetchLog, JobStore jobs, EventStore events) {
    static Storage in(Mongo mongo) {
        return new Storage(
                mongo,
                new CompanyStore(mongo),
                new PriceStore(mongo),
                new FetchLog(mongo),
                new JobStore(mongo),
                new EventStore(mongo));
    }
}
