package dev.broadtape.driver;

/**
 * A run that was asked for.
 *
 * @param created whether it was begun for that, or is from an earlier request for the same
 */
record Begun(Run run, boolean created) {}
