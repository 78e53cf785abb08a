package dev.broadtape.dashboard;

/** What browsers may use of the bus, and nothing else. Spoken on this node only: each dashboard has browsers of its own. */
final class Addresses {
    /** What changed, once an interval. */
    static final String FRAMES = "dashboard.frames";

    /** How the tiers are and what is measured, once a second. */
    static final String STATUS = "dashboard.status";

    /** Where every tick is, once a second. */
    static final String LEDGER = "dashboard.ledger";

    /** Domain events as they come. */
    static final String EVENTS = "dashboard.events";

    /** Asked by a browser that has just come or has missed a frame; the reply is all there is to show. */
    static final String SNAPSHOT = "dashboard.snapshot";

    private Addresses() {}
}
