package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;
import static dev.broadtape.ingest.provider.Trouble.nonsense;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Real daily bars that come with the jar: the last 100 trading days to 2021-04-21 of 30 symbols, as traded. */
final class History implements Provider {
    static final String NAME = "history";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Question<Series> bars(String symbol, OutputSize size) {
        return new Question<>(
                "bars",
                symbol,
                new Source.Resource("history/" + symbol + ".csv"),
                () -> new CsvReader(symbol, size),
                series -> series.bars().size(),
                Duration.ZERO);
    }

    @Override
    public Optional<Question<Company>> company(String symbol) {
        return Optional.of(new Question<>(
                "company",
                symbol,
                new Source.Resource("history/companies.csv"),
                () -> Reader.whole(answer -> company(symbol, answer)),
                company -> 1,
                Duration.ZERO));
    }

    private static Company company(String symbol, Buffer answer) {
        List<String> lines = answer.toString(StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals("symbol,name")) {
            throw nonsense("the file names no companies");
        }
        return lines.stream()
                .filter(line -> line.startsWith(symbol + ","))
                .findFirst()
                .map(line -> Company.named(symbol, unquoted(line.substring(symbol.length() + 1))))
                .orElseThrow(() -> Trouble.of(UNKNOWN, "the bundled history names no company for " + symbol));
    }

    private static String unquoted(String field) {
        return field.startsWith("\"") && field.endsWith("\"") ? field.substring(1, field.length() - 1) : field;
    }
}
