package dev.broadtape.driver;

import dev.broadtape.contract.TickFrame;

/** How far a partition is, and what is on its way. For use on one context. */
final class Count {
    /** About what a receiver queues for a partition; beyond, the window is full whatever its frames. */
    private static final int MAX_TICKS_IN_FLIGHT = 64 * Schedule.FRAME_TICKS;

    private int inFlight;
    private int ticksInFlight;
    private long generated;
    private long acknowledged;
    private long acknowledgedWhenSynced;
    private long madeSlices;
    private boolean known;

    void synced(long sequence, long nextSlice) {
        acknowledged = sequence;
        acknowledgedWhenSynced = sequence;
        generated = Math.max(generated, sequence);
        madeSlices = Math.max(madeSlices, nextSlice);
        known = true;
    }

    /** Whether a frame may be sent, with at most {@code window} of them on their way. */
    boolean hasRoom(int window) {
        return inFlight < window && ticksInFlight < MAX_TICKS_IN_FLIGHT;
    }

    /** A frame is on its way; no slice from {@code nextSlice} on was made yet. */
    void sent(TickFrame frame, long nextSlice) {
        inFlight++;
        ticksInFlight += frame.ticks().size();
        generated = Math.max(generated, frame.lastSequence());
        madeSlices = Math.max(madeSlices, nextSlice);
    }

    void acknowledged(int ticks, long sequence) {
        inFlight--;
        ticksInFlight -= ticks;
        acknowledged = Math.max(acknowledged, sequence);
    }

    void forgetInFlight() {
        inFlight = 0;
        ticksInFlight = 0;
    }

    /** Whether anything was acknowledged since the receiver was asked. */
    boolean moved() {
        return acknowledged > acknowledgedWhenSynced;
    }

    /** Frames on their way. */
    int inFlight() {
        return inFlight;
    }

    /** The last sequence that was sent. */
    long generated() {
        return generated;
    }

    /** The last sequence that a receiver has made durable. */
    long acknowledged() {
        return acknowledged;
    }

    /** The first slice that was never made, also before what was made again. */
    long madeSlices() {
        return madeSlices;
    }

    /** Whether a receiver has ever said how far it is. */
    boolean known() {
        return known;
    }
}
