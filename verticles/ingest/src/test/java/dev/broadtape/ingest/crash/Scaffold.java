package dev.broadtape.ingest.crash;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the steps that leave a trace outside the process, and ends it right before one of them, as kill -9 does. */
final class Scaffold {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final int COMMAND_AT = 26;

    private final AtomicInteger steps = new AtomicInteger();
    private final int haltAt;

    /**
     * A process with its end in sight.
     *
     * @param haltAt the step that it does not live to see; 0 for a long life
     */
    Scaffold(int haltAt) {
        this.haltAt = haltAt;
    }

    void step(String what) {
        int step = steps.incrementAndGet();
        System.out.println("step " + step + ": " + what);
        if (step == haltAt) {
            Runtime.getRuntime().halt(9);
        }
    }

    /** A whole message on its way to MongoDB. What only says that we live is no step, since it depends on the time. */
    void mongo(Buffer message) {
        String command = command(message);
        String text = message.toString(StandardCharsets.ISO_8859_1);
        if (WRITES.contains(command) && !text.contains("lease.beat\u0000") && !text.contains("\u0000turns\u0000")) {
            step(command);
        }
    }

    /** The first key of the message's document: after header, flags, kind, the document's length and a type. */
    private static String command(Buffer message) {
        int end = COMMAND_AT;
        while (end < message.length() && message.getByte(end) != 0) {
            end++;
        }
        return message.length() > COMMAND_AT
                ? message.getString(COMMAND_AT, end, StandardCharsets.US_ASCII.name())
                : "";
    }
}
