package dev.broadtape.ingest.fetch;

import dev.broadtape.ingest.provider.Reader;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how far the reading of a large file is, each time another tenth of it is read. */
final class Progress<T> implements Reader<T> {
    static final long LARGE = 16L * 1024 * 1024;

    private static final int STEPS = 10;
    private static final long MIB = 1024L * 1024;
    private static final Logger log = LoggerFactory.getLogger(Progress.class);

    private final String path;
    private final long size;
    private final Reader<T> reader;
    private long read;
    private long step;

    Progress(String path, long size, Reader<T> reader) {
        this.path = path;
        this.size = size;
        this.reader = reader;
    }

    @Override
    public void take(Buffer piece) {
        reader.take(piece);
        read += piece.length();
        if (size >= LARGE && read * STEPS / size > step) {
            step = read * STEPS / size;
            log.info("{} % of {} is read, {} of {} MiB", step * STEPS, path, read / MIB, size / MIB);
        }
    }

    @Override
    public T end() {
        return reader.end();
    }
}
