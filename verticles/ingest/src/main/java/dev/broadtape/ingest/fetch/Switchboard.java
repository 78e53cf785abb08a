package dev.broadtape.ingest.fetch;

import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.provider.Provider;
import dev.broadtape.ingest.provider.Question;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The lines in the order in which they are tried: where one gives no answer, the next is asked. */
final class Switchboard {
    /** What makes the best answer to give for several troubles: the sooner it may pass, the better. */
    private static final List<Meaning> TELLING = List.of(
            Meaning.LIMITED,
            Meaning.OUTAGE,
            Meaning.SPENT,
            Meaning.NONSENSE,
            Meaning.BAD_KEY,
            Meaning.NOT_OFFERED,
            Meaning.UNKNOWN);

    private final List<Line> lines;

    Switchboard(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    List<Line> lines() {
        return lines;
    }

    /** A question that each provider is asked in its own way, or cannot be asked at all. */
    <T> Future<Sourced<T>> ask(Caller caller, String what, Function<Provider, Optional<Question<T>>> question) {
        List<Line> able = lines.stream()
                .filter(line -> question.apply(line.provider()).isPresent())
                .toList();
        if (able.isEmpty()) {
            return Future.failedFuture(Fault.of(
                    NOT_FOUND,
                    "none of the providers %s can be asked for %s"
                            .formatted(
                                    lines.stream()
                                            .map(line -> line.provider().name())
                                            .toList(),
                                    what)));
        }
        return from(able, caller, question, new ArrayList<>());
    }

    private <T> Future<Sourced<T>> from(
            List<Line> able,
            Caller caller,
            Function<Provider, Optional<Question<T>>> question,
            List<Throwable> before) {
        Line line = able.get(0);
        boolean last = able.size() == 1;
        return line.ask(question.apply(line.provider()).orElseThrow(), last ? caller : caller.hasty())
                .recover(thrown -> {
                    before.add(thrown);
                    return last
                            ? Future.failedFuture(fault(before))
                            : from(able.subList(1, able.size()), caller, question, before);
                });
    }

    /** One failure for all; what is no trouble of a provider is our own, or that of Redis, and goes through. */
    private Throwable fault(List<Throwable> thrown) {
        Optional<Throwable> own =
                thrown.stream().filter(each -> !(each instanceof Trouble)).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        Meaning telling = thrown.stream()
                .map(each -> ((Trouble) each).meaning())
                .min((a, b) -> Integer.compare(TELLING.indexOf(a), TELLING.indexOf(b)))
                .orElseThrow();
        List<String> texts = thrown.stream().map(Causes::text).distinct().toList();
        Optional<Instant> until = thrown.stream()
                .map(Trouble.class::cast)
                .filter(each -> each.meaning() == telling)
                .flatMap(each -> each.until().stream())
                .min(Instant::compareTo);
        return Trouble.of(telling, String.join("; ", texts), until);
    }
}
