package dev.broadtape.receiver;

import dev.broadtape.contract.TickFrame;
import java.util.List;

/** Is told what becomes of a lane and its frames. */
interface LaneListener {
    /** The partition is ours: for the first time, or again after a failure. */
    void opened(Lane lane);

    /** They are durable, in this order. */
    void committed(List<TickFrame> frames);

    /** A frame found no room. */
    void refused();

    /** The lane answers no more. */
    void over(Lane lane);
}
