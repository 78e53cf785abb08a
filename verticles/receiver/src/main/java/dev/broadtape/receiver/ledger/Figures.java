package dev.broadtape.receiver.ledger;

/**
 * How far the ticks of a strand are, at one moment.
 *
 * @param driver who speaks for generated and acknowledged
 * @param stored how many there are, up to what was generated or is in Kafka: what a driver left beyond when it died will
 *     be made again
 * @param kafka what was read back
 */
record Figures(Driver driver, long generated, long acknowledged, long stored, Kafka kafka) {
    /**
     * The driver of the moment.
     *
     * @param fence of its lease
     * @param speaks whether it has spoken of late
     */
    record Driver(long fence, boolean speaks) {}

    /**
     * What was read back from Kafka.
     *
     * @param known whether anything was
     * @param last the greatest sequence
     * @param count how many records there are
     */
    record Kafka(boolean known, long last, long count) {}
}
