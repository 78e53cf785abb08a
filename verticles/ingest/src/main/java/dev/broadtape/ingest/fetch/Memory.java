package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;

import dev.broadtape.ingest.budget.AnswerCache;
import dev.broadtape.ingest.provider.Question;
import dev.broadtape.ingest.provider.Reader;
import dev.broadtape.ingest.provider.Source;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.provider.Trouble;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a provider need not be asked: it answered lately, or is answering. For one event loop. */
final class Memory {
    /** That a symbol is unknown stays so for a while, and each time to hear it costs a call. */
    private static final Duration UNKNOWN_KEPT = Duration.ofHours(6);

    private static final Buffer NOTHING = Buffer.buffer("{}");

    private final String provider;
    private final AnswerCache cache;
    private final Map<Source, Future<?>> asking = new HashMap<>();

    Memory(String provider, AnswerCache cache) {
        this.provider = provider;
        this.cache = cache;
    }

    boolean keeps(Question<?> question) {
        return !question.keep().isZero();
    }

    /** What was answered lately; fails with what was wrong with it then. */
    <T> Future<Optional<Sourced<T>>> recall(Question<T> question) {
        return keeps(question)
                ? cache.find(provider, text(question)).map(found -> found.map(kept -> read(question, kept)))
                : Future.succeededFuture(Optional.empty());
    }

    private <T> Sourced<T> read(Question<T> question, AnswerCache.Kept kept) {
        Reader<T> reader = question.reader().get();
        reader.take(kept.answer());
        return new Sourced<>(reader.end(), provider, kept.atMicros());
    }

    Future<Void> keep(Question<?> question, Buffer answer) {
        return cache.keep(provider, text(question), answer, question.keep());
    }

    Future<Void> keepUnknown(Question<?> question, Throwable thrown) {
        return keeps(question) && thrown instanceof Trouble trouble && trouble.meaning() == UNKNOWN
                ? cache.keep(provider, text(question), NOTHING, UNKNOWN_KEPT)
                : Future.succeededFuture();
    }

    private static String text(Question<?> question) {
        return question.source().toString();
    }

    /** The outcome of the same question, if it is being asked, or that of {@code ask}. */
    @SuppressWarnings("unchecked") // the same source is read by the same kind of reader
    <T> Future<Sourced<T>> join(Question<T> question, Supplier<Future<Sourced<T>>> ask) {
        Future<?> same = asking.get(question.source());
        if (same != null) {
            return (Future<Sourced<T>>) same;
        }
        Future<Sourced<T>> answer = ask.get();
        if (!answer.isComplete()) {
            asking.put(question.source(), answer);
            answer.onComplete(done -> asking.remove(question.source()));
        }
        return answer;
    }
}
