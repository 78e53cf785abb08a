package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.List;

/** Makes the value of a tick's record. The same tick gives the same bytes, whenever it is made and in whatever frame. */
interface TickValue {
    byte[] of(TickFrame frame, Tick tick);

    static TickValue json() {
        var json = new TickBytes();
        return (frame, tick) -> json.encode(tick);
    }

    static byte[] sbe(TickFrame frame, Tick tick) {
        return new TickFrame(
                        frame.run(),
                        frame.seed(),
                        frame.slice(),
                        frame.partition(),
                        frame.source(),
                        tick.sequence(),
                        0,
                        List.of(tick))
                .encode()
                .getBytes();
    }
}
