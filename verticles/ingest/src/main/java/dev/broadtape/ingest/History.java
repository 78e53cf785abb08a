package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.BAD_UPSTREAM;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Fault;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Real daily bars that come with the jar: the last 100 trading days to 2021-04-21 of 30 symbols, as traded. */
final class History implements Provider {
    static final String NAME = "history";

    @Override
    public Source bars(String symbol, OutputSize size) {
        return new Source.Resource("history/" + symbol + ".csv");
    }

    @Override
    public List<Bar> readBars(String symbol, Buffer answer) {
        List<String> lines = lines(answer);
        List<String> header = columns(lines.get(0));
        index(header, "timestamp"); // a file without it is no history, whatever follows
        return DailyBars.inOrder(
                symbol,
                lines.stream().skip(1).map(line -> bar(header, columns(line))).toList());
    }

    @Override
    public Source company(String symbol) {
        return new Source.Resource("history/companies.csv");
    }

    @Override
    public Company readCompany(String symbol, Buffer answer) {
        return lines(answer).stream()
                .filter(line -> line.startsWith(symbol + ","))
                .findFirst()
                .map(line -> Company.named(symbol, unquoted(line.substring(symbol.length() + 1))))
                .orElseThrow(() -> Fault.of(NOT_FOUND, "the bundled history names no company for " + symbol));
    }

    private static Bar bar(List<String> header, List<String> row) {
        if (row.size() != header.size()) {
            throw Fault.of(BAD_UPSTREAM, "a line has %d columns, not %d".formatted(row.size(), header.size()));
        }
        return DailyBars.bar(row.get(index(header, "timestamp")), name -> row.get(index(header, name)));
    }

    private static int index(List<String> header, String column) {
        int index = header.indexOf(column);
        if (index < 0) {
            throw Fault.of(BAD_UPSTREAM, "the file has no column '%s'".formatted(column));
        }
        return index;
    }

    private static List<String> lines(Buffer answer) {
        List<String> lines = answer.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty()) {
            throw Fault.of(BAD_UPSTREAM, "the file is empty");
        }
        return lines;
    }

    private static List<String> columns(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static String unquoted(String field) {
        return field.startsWith("\"") && field.endsWith("\"") ? field.substring(1, field.length() - 1) : field;
    }
}
