package dev.broadtape.driver;

/** What the driver keeps: the runs, and the claim to drive them. */
record Store(Runs runs, Claims claims) {
    static Store in(Mongo mongo) {
        return new Store(new Runs(mongo), new Claims(mongo));
    }
}
