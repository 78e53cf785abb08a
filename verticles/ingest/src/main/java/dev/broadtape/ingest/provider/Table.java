package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;
import static dev.broadtape.ingest.provider.Trouble.nonsense;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A small CSV answer with a header and quoted fields. */
final class Table {
    private final List<String> names;
    private final List<List<String>> lines;

    private Table(List<String> names, List<List<String>> lines) {
        this.names = names;
        this.lines = lines;
    }

    static Table of(Buffer answer) {
        List<String> lines = answer.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty() || !lines.get(0).contains(",") || lines.get(0).startsWith("<")) {
            throw AlphaVantageAnswer.said(AlphaVantageAnswer.beginning(answer));
        }
        return new Table(
                fields(lines.get(0)).stream().map(Columns::name).toList(),
                lines.stream().skip(1).map(Table::fields).toList());
    }

    List<Function<String, Optional<String>>> rows() {
        return lines.stream().map(this::columns).toList();
    }

    /** The one row of a table about one thing. */
    Function<String, Optional<String>> single() {
        if (lines.isEmpty()) {
            throw Trouble.of(UNKNOWN, "Alpha Vantage has no data, and says nothing");
        }
        return columns(lines.get(0));
    }

    private Function<String, Optional<String>> columns(List<String> line) {
        if (line.size() != names.size()) {
            throw nonsense("a line has %d columns, not %d".formatted(line.size(), names.size()));
        }
        return name -> Optional.of(names.indexOf(name))
                .filter(index -> index >= 0)
                .flatMap(index -> AlphaVantageAnswer.text(line.get(index)));
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
