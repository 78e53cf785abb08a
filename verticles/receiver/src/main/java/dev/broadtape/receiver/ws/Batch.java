package dev.broadtape.receiver.ws;

import java.util.List;

/**
 * What one message tells.
 *
 * @param snapshot whether it is how things are, rather than what has changed
 * @param ticks their JSON, in the order in which they came
 * @param conflated ticks of what the client asked for that no message tells, since a newer one of the symbol came
 */
record Batch(boolean snapshot, List<String> ticks, long conflated) {
    /** So many that a message of them stays below 64 KiB. */
    static final int MOST = 150;
}
