package dev.broadtape.ingest.fetch;

import dev.broadtape.ingest.provider.Reader;
import io.vertx.core.buffer.Buffer;

/** Keeps a copy of an answer beside reading it. */
final class Copy<T> implements Reader<T> {
    private final Reader<T> reader;
    private final boolean keeps;
    private final Buffer copy = Buffer.buffer();

    /**
     * A reader beside which a copy is made.
     *
     * @param keeps false where nobody will want the copy
     */
    Copy(Reader<T> reader, boolean keeps) {
        this.reader = reader;
        this.keeps = keeps;
    }

    @Override
    public void take(Buffer piece) {
        reader.take(piece);
        if (keeps) {
            copy.appendBuffer(piece);
        }
    }

    @Override
    public T end() {
        return reader.end();
    }

    Buffer copy() {
        return copy;
    }
}
