package dev.broadtape.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A tier's own word on how it is, once a second.
 *
 * @param url where its HTTP API is
 * @param figures counts and levels by name, such as {@code ticksTotal}
 */
public record TierStatus(
        int version, String tier, String node, String url, Instant at, List<Check> checks, Map<String, Long> figures) {
    public static final int VERSION = 1;

    /** One thing that must hold for the tier to be ready. */
    public record Check(String name, boolean ok, String detail) {}

    public boolean ready() {
        return checks.stream().allMatch(Check::ok);
    }
}
