package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
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

    /** Another receiver has opened the partition: the lane answers nobody until it has opened it again itself. */
    void fenced(Lane lane, Fault why);
}
