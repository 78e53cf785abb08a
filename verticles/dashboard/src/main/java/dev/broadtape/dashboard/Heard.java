package dev.broadtape.dashboard;

/**
 * How many ticks the dashboard has heard since its start.
 *
 * @param now all, those of the interval under way too
 * @param toldBefore those that frames told a second ago or earlier: by now, each browser has been offered them
 */
record Heard(long now, long toldBefore) {}
