package dev.broadtape.ingest.provider;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.ingest.provider.Trouble.Meaning;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Recorded answers, and questions that they are given to. */
final class Answers {
    private Answers() {}

    static Buffer of(String path) {
        try (var in = Objects.requireNonNull(Answers.class.getResourceAsStream("/" + path), path)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(Question<T> question, Buffer answer) {
        return read(question, answer, Math.max(1, answer.length()));
    }

    /** Hands the answer over in pieces of {@code size} bytes. */
    static <T> T read(Question<T> question, Buffer answer, int size) {
        Reader<T> reader = question.reader().get();
        for (int at = 0; at < answer.length(); at += size) {
            reader.take(answer.getBuffer(at, Math.min(answer.length(), at + size)));
        }
        return reader.end();
    }

    static Meaning meaning(Question<?> question, Buffer answer) {
        return trouble(question, answer).meaning();
    }

    static Trouble trouble(Question<?> question, Buffer answer) {
        return Objects.requireNonNull(catchThrowableOfType(Trouble.class, () -> read(question, answer)));
    }
}
