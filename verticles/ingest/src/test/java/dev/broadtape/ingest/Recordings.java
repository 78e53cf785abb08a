package dev.broadtape.ingest;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files of the class path, as they came from a provider. */
final class Recordings {
    private Recordings() {}

    static Buffer of(String path) {
        try (var in = Objects.requireNonNull(Recordings.class.getResourceAsStream("/" + path), path)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
