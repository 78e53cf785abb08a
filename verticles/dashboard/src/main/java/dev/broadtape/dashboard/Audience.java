package dev.broadtape.dashboard;

/** Those who watch, as far as the screen shows it. */
interface Audience {
    /** How many browsers are connected. */
    int clients();

    /** Messages that a browser was too slow to take, since the start. */
    long skipped();
}
