package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.Tick;

/** Makes the value of a tick's record. The same tick gives the same bytes, whenever it is made and in whatever frame. */
interface TickValue {
    byte[] of(Tick tick);
}
