package dev.broadtape.receiver.ws;

import java.util.Collection;
import java.util.Optional;

/** What a client asked for, and how far it has been told of it. */
interface Interest {
    /** What is to be told next; nothing when it knows all. */
    Optional<Batch> next();

    /** What it has is replayed until {@link #settle}, so it needs no snapshot. */
    void resume();

    /** It knows all that is there now. */
    void settle();

    /** What was replayed is not whole: it needs a snapshot. */
    void restart();

    boolean all();

    /** Those that were named; none when it is all of them. */
    Collection<String> symbols();

    /** Whether the symbol is replayed. */
    boolean wants(String symbol);
}
