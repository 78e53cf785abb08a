package dev.broadtape.contract;

/**
 * What SNS posted to us, untouched, since its signature is over the text.
 *
 * @param body the JSON that was posted, at most {@link #MAX_BYTES}
 */
public record SnsDelivery(int version, String body) {
    public static final int VERSION = 1;
    /** SNS messages are at most 256 KiB, and JSON escaping can double that. */
    public static final int MAX_BYTES = 512 * 1024;

    public static SnsDelivery of(String body) {
        return new SnsDelivery(VERSION, body);
    }

    /** What became of it: told on the bus, confirmed, or already known. */
    public record Outcome(int version, String outcome) {
        public static Outcome of(String outcome) {
            return new Outcome(VERSION, outcome);
        }
    }
}
