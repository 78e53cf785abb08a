package dev.broadtape.ingest.provider;

import java.time.LocalTime;

/**
 * A market of the world and whether it is open.
 *
 * @param type equity, forex or crypto, as told
 * @param opens in its own time
 * @param closes in its own time
 */
public record MarketHours(
        String type, String region, String exchanges, LocalTime opens, LocalTime closes, boolean open, String notes) {}
