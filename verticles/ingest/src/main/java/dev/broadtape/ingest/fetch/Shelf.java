package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.OUTAGE;
import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;

import dev.broadtape.ingest.provider.Reader;
import dev.broadtape.ingest.provider.Source;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of this machine, and those that come with the jar. */
final class Shelf {
    private static final int PIECE = 64 * 1024;

    private final Vertx vertx;

    Shelf(Vertx vertx) {
        this.vertx = vertx;
    }

    <T> Future<T> read(Source.File file, Reader<T> reader) {
        String path = Path.of(file.folder(), file.name()).toString();
        return vertx.fileSystem()
                .props(path)
                .compose(props -> vertx.fileSystem()
                        .open(path, new OpenOptions().setWrite(false).setCreate(false))
                        .compose(open -> pieces(open, new Progress<>(path, props.size(), reader))))
                .recover(thrown -> Future.failedFuture(trouble(file, thrown)));
    }

    private static <T> Future<T> pieces(AsyncFile file, Reader<T> reader) {
        file.setReadBufferSize(PIECE);
        return new Intake<>(file, reader, file::pause).read().eventually(file::close);
    }

    private static Trouble trouble(Source.File file, Throwable thrown) {
        if (thrown instanceof Trouble known) {
            return known;
        }
        boolean missing = thrown.getCause() instanceof NoSuchFileException;
        return missing
                ? Trouble.of(UNKNOWN, "there is no %s in %s".formatted(file.name(), file.folder()))
                : Trouble.of(OUTAGE, "%s cannot be read: %s".formatted(file.name(), Causes.text(thrown)));
    }

    <T> Future<T> read(Source.Resource resource, Reader<T> reader) {
        return vertx.executeBlocking(() -> {
                    try (var in = Shelf.class.getClassLoader().getResourceAsStream(resource.path())) {
                        if (in == null) {
                            throw Trouble.of(UNKNOWN, "there is no bundled " + resource.path());
                        }
                        return Buffer.buffer(in.readAllBytes());
                    } catch (IOException e) {
                        throw Trouble.of(OUTAGE, "%s cannot be read: %s".formatted(resource.path(), e.getMessage()));
                    }
                })
                .map(whole -> {
                    reader.take(whole);
                    return reader.end();
                });
    }
}
