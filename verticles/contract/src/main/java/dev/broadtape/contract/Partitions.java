package dev.broadtape.contract;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which partition a symbol belongs to. Fixed for the life of a run. */
public final class Partitions {
    private Partitions() {}

    /**
     * The CRC-32 of the symbol's ASCII bytes, as an unsigned number, modulo the number of partitions: easily
     * done in any language.
     */
    public static int of(String symbol, int partitions) {
        var crc = new CRC32();
        crc.update(symbol.getBytes(StandardCharsets.US_ASCII));
        return (int) (crc.getValue() % partitions);
    }
}
