package dev.broadtape.ingest.store;

/** The collections of the data, one class each. */
public record Storage(Mongo mongo, CompanyStore companies, PriceStore prices, FetchLog fetchLog) {
    public static Storage in(Mongo mongo) {
        return new Storage(mongo, new CompanyStore(mongo), new PriceStore(mongo), new FetchLog(mongo));
    }
}
