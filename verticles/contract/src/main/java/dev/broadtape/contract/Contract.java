package dev.broadtape.contract;

import java.time.Duration;
import java.util.UUID;

/** Every address on the bus: who speaks, who listens, and what is said. */
public final class Contract {
    /** How many partitions a run's symbols hash to. */
    public static final int PARTITIONS = 4;

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(15);

    /** Domain events as they come back from SNS. Spoken by bridge; heard by driver and dashboard. */
    public static final Topic<DomainEvent> EVENTS = new Topic<>("events", Body.json(DomainEvent.class));

    /** Ticks that are durable. Spoken by receiver, after commit; heard by dashboard, and by ingest for quotes. */
    public static final Topic<TickFrame> TICKS = new Topic<>("receiver.ticks", Body.FRAME);

    /** Candles that have closed or were corrected, at least once each. Spoken by receiver; heard by whoever charts. */
    public static final Topic<CandleBatch> CANDLES = new Topic<>("receiver.candles", Body.json(CandleBatch.class));

    /** Which receivers there are, twice a second. Spoken by receiver; heard by receiver and driver. */
    public static final Topic<Presence> RECEIVERS = new Topic<>("receivers", Body.json(Presence.class));

    /** What was generated and acknowledged, once a second. Spoken by driver; heard by receiver. */
    public static final Topic<DriverLedger> DRIVER_LEDGER = new Topic<>("driver.ledger", Body.json(DriverLedger.class));

    /** What is stored and in Kafka, once a second. Spoken and heard by receiver. */
    public static final Topic<ReceiverLedger> RECEIVER_LEDGER =
            new Topic<>("receiver.ledger", Body.json(ReceiverLedger.class));

    /** How far fetch jobs are, at each change. Spoken by ingest; heard by ingest and dashboard. */
    public static final Topic<JobProgress> JOBS = new Topic<>("ingest.jobs", Body.json(JobProgress.class));

    /** How each tier is, once a second. Spoken by all; heard by dashboard. */
    public static final Topic<TierStatus> STATUS = new Topic<>("status", Body.json(TierStatus.class));

    /** Puts an event into the outbox. Answered by ingest, asked by all. */
    public static final Query<DomainEvent, Recorded> RECORD_EVENT =
            new Query<>("ingest.events.record", Body.json(DomainEvent.class), Body.json(Recorded.class), SHORT);

    /** The symbols that have data. Answered by ingest, asked by driver. */
    public static final Query<ReadySymbols.Request, ReadySymbols> READY_SYMBOLS = new Query<>(
            "ingest.symbols.ready", Body.json(ReadySymbols.Request.class), Body.json(ReadySymbols.class), SHORT);

    /** Where every tick is. Answered by any receiver, asked by dashboard. */
    public static final Query<Ledger.Request, Ledger> LEDGER =
            new Query<>("receiver.ledger.query", Body.json(Ledger.Request.class), Body.json(Ledger.class), SHORT);

    /** Sends events to SNS and Kafka. Answered by bridge, asked by ingest's outbox. */
    public static final Query<EventBatch, EventBatch.Receipt> PUBLISH_EVENTS = new Query<>(
            "bridge.events.publish", Body.json(EventBatch.class), Body.json(EventBatch.Receipt.class), LONG);

    /** Hands over what SNS posted. Answered by bridge, asked by the tier that SNS posts to. */
    public static final Query<SnsDelivery, SnsDelivery.Outcome> SNS_DELIVERY = new Query<>(
            "bridge.sns.delivery", Body.json(SnsDelivery.class), Body.json(SnsDelivery.Outcome.class), LONG);

    private Contract() {}

    /** Whether a receiver can be reached; the answer is the question. Answered by that receiver, asked by whoever hears of it. */
    public static Query<Presence, Presence> presence(UUID receiver) {
        return new Query<>(
                "receiver.presence." + receiver, Body.json(Presence.class), Body.json(Presence.class), SHORT);
    }

    /**
     * Frames of one partition, to the receiver that {@link Rendezvous} names; the reply says how far it is durable. Answered by
     * that receiver, asked by driver.
     */
    public static Query<TickFrame, Position> frames(int partition, UUID receiver) {
        return new Query<>(
                "receiver.frames.%d.%s".formatted(partition, receiver), Body.FRAME, Body.json(Position.class), SHORT);
    }

    /** How far a partition is durable. Answered by the receiver that owns it, asked by driver. */
    public static Query<PositionRequest, Position> positions(int partition, UUID receiver) {
        return new Query<>(
                "receiver.positions.%d.%s".formatted(partition, receiver),
                Body.json(PositionRequest.class),
                Body.json(Position.class),
                SHORT);
    }
}
