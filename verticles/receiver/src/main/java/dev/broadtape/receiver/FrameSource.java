package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TickFrame;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where a {@link CommitLoop} gets its frames, and whom it tells what became of them. */
interface FrameSource {
    /** All that wait, oldest first. They stay there until they are committed. */
    List<TickFrame> group();

    /** The log is open; so far it has {@code committed}, and what waits is to be judged by it. */
    void opened(Map<UUID, Long> committed);

    /** The oldest {@code frames} are durable. */
    void committed(int frames);

    /** No frame will be committed here any more. */
    void over(Fault why);
}
