package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.NONSENSE;

import dev.broadtape.ingest.provider.Reader;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a stream to a reader as it comes, and gives it up as soon as the reader has had enough. */
final class Intake<T> {
    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final ReadStream<Buffer> stream;
    private final Reader<T> reader;
    private final Runnable abandon;
    private final Promise<T> done = Promise.promise();

    Intake(ReadStream<Buffer> stream, Reader<T> reader, Runnable abandon) {
        this.stream = stream;
        this.reader = reader;
        this.abandon = abandon;
    }

    /** Call it where the stream was got, before anything of it can be lost. */
    Future<T> read() {
        stream.exceptionHandler(done::tryFail).endHandler(v -> end()).handler(this::take);
        return done.future();
    }

    private void take(Buffer piece) {
        if (done.future().isComplete()) {
            return;
        }
        try {
            reader.take(piece);
        } catch (RuntimeException e) {
            done.tryFail(trouble(e));
            abandon.run();
        }
    }

    private void end() {
        if (done.future().isComplete()) {
            return;
        }
        try {
            done.tryComplete(reader.end());
        } catch (RuntimeException e) {
            done.tryFail(trouble(e));
        }
    }

    /** Whatever a reader stumbles over, the answer is to blame; but if it did not expect it, we want to know. */
    private static Trouble trouble(RuntimeException thrown) {
        if (thrown instanceof Trouble known) {
            return known;
        }
        log.error("an answer took its reader by surprise", thrown);
        return Trouble.of(NONSENSE, "the answer cannot be read: " + Causes.text(thrown));
    }
}
