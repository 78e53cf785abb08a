package dev.broadtape.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.kit.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a provider sends, it is data or it means something: no reader is ever taken by surprise. */
class AnyAnswerTest {
    private static final List<Buffer> RECORDED = Stream.of(
                    "alphavantage/daily-adjusted.json",
                    "alphavantage/daily-compact.csv",
                    "alphavantage/intraday-1min.json",
                    "alphavantage/quote.json",
                    "alphavantage/quote.csv",
                    "alphavantage/search.json",
                    "alphavantage/search.csv",
                    "alphavantage/overview.json",
                    "alphavantage/markets.json",
                    "alphavantage/movers.json",
                    "alphavantage/limit-note.json",
                    "csv/yahoo.csv",
                    "csv/stooq-bulk.txt",
                    "history/companies.csv")
            .map(Answers::of)
            .toList();

    @Property(tries = 1_000)
    void meansSomethingWhateverItsBytes(@ForAll("bodies") Buffer body) {
        assertThat(questions()).allSatisfy(question -> {
            Optional<Trouble> trouble = trouble(() -> Answers.read(question, body));
            trouble.ifPresent(found -> assertThat(found.fault().getMessage()).isNotBlank());
        });
    }

    private static Optional<Trouble> trouble(Supplier<?> reading) {
        try {
            assertThat(reading.get()).isNotNull();
            return Optional.empty();
        } catch (Trouble e) {
            return Optional.of(e);
        }
    }

    /** Noise, text, JSON of any shape, and recordings with a few bytes changed, cut off or run together. */
    @Provide
    Arbitrary<Buffer> bodies() {
        return Arbitraries.oneOf(noise(), text(), json().map(Buffer::buffer), spoilt());
    }

    private static Arbitrary<Buffer> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Buffer::buffer);
    }

    private static Arbitrary<Buffer> text() {
        return Arbitraries.strings().ofMaxLength(200).map(Buffer::buffer);
    }

    private static Arbitrary<String> json() {
        Arbitrary<String> leaf = Arbitraries.of(
                "1", "-1e999", "null", "true", "\"\"", "\"None\"", "\"2021-04-21\"", "\"1.5\"", "\"x y\"", "{}", "[]");
        Arbitrary<String> name = Arbitraries.of(
                "Note",
                "Error Message",
                "Time Series (Daily)",
                "Time Series (1min)",
                "Meta Data",
                "6. Time Zone",
                "2021-04-21",
                "1. open",
                "5. volume",
                "Global Quote",
                "05. price",
                "bestMatches",
                "markets",
                "last_updated",
                "top_gainers",
                "Name");
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> Arbitraries.maps(name, Arbitraries.lazyOf(() -> leaf, AnyAnswerTest::json))
                        .ofMaxSize(4)
                        .map(AnyAnswerTest::object),
                () -> Arbitraries.lazyOf(() -> leaf, AnyAnswerTest::json)
                        .list()
                        .ofMaxSize(3)
                        .map(Object::toString));
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"%s\": %s".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Arbitrary<Buffer> spoilt() {
        return Arbitraries.of(RECORDED)
                .flatMap(recorded -> Arbitraries.integers()
                        .between(0, Math.min(4_000, recorded.length() - 1))
                        .flatMap(at -> Arbitraries.strings().ofMaxLength(3).map(text -> spoilt(recorded, at, text))));
    }

    private static Buffer spoilt(Buffer recorded, int at, String text) {
        int from = Math.min(recorded.length(), at + text.length());
        return Buffer.buffer()
                .appendBuffer(recorded.getBuffer(0, at))
                .appendString(text)
                .appendBuffer(recorded.getBuffer(from, at % 3 == 0 ? from : recorded.length()));
    }

    private static List<Question<?>> questions() {
        var alphavantage = new AlphaVantage(
                new AlphaVantageConfig("http://localhost", new Secret("k"), List.of(), 1, 1, true, true));
        var history = new History();
        return List.of(
                alphavantage.bars("IBM", OutputSize.FULL),
                alphavantage.intraday("IBM", Interval.ONE_HOUR, OutputSize.FULL).orElseThrow(),
                alphavantage.quote("IBM").orElseThrow(),
                alphavantage.company("IBM").orElseThrow(),
                alphavantage.search("IBM").orElseThrow(),
                alphavantage.markets().orElseThrow(),
                alphavantage.movers().orElseThrow(),
                history.bars("IBM", OutputSize.COMPACT),
                history.company("IBM").orElseThrow());
    }
}
