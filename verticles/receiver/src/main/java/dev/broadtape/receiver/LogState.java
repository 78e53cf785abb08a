package dev.broadtape.receiver;

/** How a partition's log is. */
enum LogState {
    CLOSED,
    OPEN,
    /** It has failed: opening it closes what is left. */
    BROKEN,
    /** It is fenced, or the partition is not ours any more: to be closed once nothing is on its way. */
    ENDING
}
