package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.nonsense;

import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/** Reads one answer, as it comes in. For one answer and one thread. Each method throws {@link Trouble}. */
public interface Reader<T> {
    /** Twenty years of daily bars as JSON are about 1.3 MB. */
    int MAX_BYTES = 16 * 1024 * 1024;

    void take(Buffer piece);

    /** What the whole answer says. */
    T end();

    /** Keeps the whole answer, at most {@link #MAX_BYTES}, and reads it at its end. */
    static <T> Reader<T> whole(Function<Buffer, T> read) {
        Buffer body = Buffer.buffer();
        return new Reader<>() {
            @Override
            public void take(Buffer piece) {
                if (body.length() + piece.length() > MAX_BYTES) {
                    throw nonsense("the answer is larger than %d bytes".formatted(MAX_BYTES));
                }
                body.appendBuffer(piece);
            }

            @Override
            public T end() {
                return read.apply(body);
            }
        };
    }
}
