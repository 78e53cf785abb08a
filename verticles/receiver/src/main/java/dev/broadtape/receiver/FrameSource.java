package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.receiver.kafka.Mark;
import java.util.Map;
import java.util.UUID;

/** Where a {@link CommitLoop} gets its groups, and whom it tells what became of them. */
interface FrameSource {
    /** All that waits. It stays there until it is committed. */
    Group group();

    /** The log is open; so far it has {@code committed}, and what waits is to be judged by it. */
    void opened(Map<UUID, Mark> committed);

    /** The oldest that waits is durable. */
    void committed(Group group);

    /** The log does not work and will be opened again: frames wait for that, whoever asks for the position does not. */
    void failed(Fault why);

    /** Nothing of what waits will be committed, but for the oldest {@code kept} frames, which are on their way. */
    void refuse(Fault why, int kept);

    /** Another receiver has opened the log: nothing of what waits will be committed. */
    void fenced(Fault why);
}
