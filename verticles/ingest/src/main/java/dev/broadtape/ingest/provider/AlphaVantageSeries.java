package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;
import static dev.broadtape.ingest.provider.Trouble.nonsense;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Alpha Vantage's time series, as JSON or as CSV. */
final class AlphaVantageSeries {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int DATE = 10;

    private AlphaVantageSeries() {}

    /** Days, plain or adjusted: then with the actions of the company. */
    static Series daily(String symbol, OutputSize size, Buffer answer) {
        if (!AlphaVantageAnswer.json(answer)) {
            var reader = new CsvReader(symbol, size);
            reader.take(text(answer));
            return reader.end();
        }
        JsonObject series = series(AlphaVantageAnswer.object(answer));
        var bars = new ArrayList<Bar>();
        var actions = new ArrayList<Action>();
        for (String written : series.fieldNames()) {
            var columns = AlphaVantageAnswer.columns(row(series, written));
            LocalDate day = day(written);
            bars.add(Columns.bar(written, Exchange.startOfDayMicros(day), columns));
            Columns.action(day, columns).ifPresent(actions::add);
        }
        actions.sort(Comparator.comparing(Action::day));
        return new Series(inOrder(symbol, bars), List.copyOf(actions));
    }

    /** Minutes, of the session and of the hours before and after it. */
    static Series intraday(String symbol, Buffer answer) {
        if (!AlphaVantageAnswer.json(answer)) {
            return new Series(inOrder(symbol, minutes(answer)), List.of());
        }
        JsonObject body = AlphaVantageAnswer.object(answer);
        JsonObject series = series(body);
        ZoneId zone = zone(body);
        var bars = new ArrayList<Bar>();
        for (String written : series.fieldNames()) {
            bars.add(Columns.bar(written, micros(written, zone), AlphaVantageAnswer.columns(row(series, written))));
        }
        return new Series(inOrder(symbol, bars), List.of());
    }

    private static List<Bar> minutes(Buffer answer) {
        List<String> lines = text(answer)
                .toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        CsvFormat format = CsvFormat.of(lines.get(0));
        return lines.stream().skip(1).map(line -> minute(format, line)).toList();
    }

    private static Bar minute(CsvFormat format, String line) {
        List<String> fields = format.fields(line);
        long start = Exchange.micros(format.time(fields).atZone(Exchange.ZONE).toInstant());
        return Columns.bar(line, start, format.columns(fields));
    }

    /** An answer that is a table, and not a sentence or a web page. */
    private static Buffer text(Buffer answer) {
        String beginning = AlphaVantageAnswer.beginning(answer).strip();
        if (!beginning.contains(",") || beginning.startsWith("<")) {
            throw AlphaVantageAnswer.said(beginning);
        }
        return answer;
    }

    /** The object whose name says that it is a time series, whatever else the name says. */
    private static JsonObject series(JsonObject body) {
        return body.stream()
                .filter(field -> field.getKey().contains("Time Series") && field.getValue() instanceof JsonObject)
                .map(field -> (JsonObject) field.getValue())
                .findFirst()
                .orElseThrow(() -> AlphaVantageAnswer.refusal(body));
    }

    private static JsonObject row(JsonObject series, String time) {
        if (series.getValue(time) instanceof JsonObject row) {
            return row;
        }
        throw nonsense("Alpha Vantage sent no bar for '%s'".formatted(time));
    }

    private static LocalDate day(String written) {
        try {
            return LocalDate.parse(written.length() > DATE ? written.substring(0, DATE) : written);
        } catch (DateTimeException e) {
            throw nonsense("'%s' is no day".formatted(written));
        }
    }

    private static long micros(String written, ZoneId zone) {
        try {
            return Exchange.micros(
                    LocalDateTime.parse(written, TIME).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            throw nonsense("'%s' is no time".formatted(written));
        }
    }

    /** Where the series says which zone its times are in; else New York. */
    private static ZoneId zone(JsonObject body) {
        Optional<String> told = body.getValue("Meta Data") instanceof JsonObject meta
                ? AlphaVantageAnswer.columns(meta).apply("time zone")
                : Optional.empty();
        try {
            return told.map(ZoneId::of).orElse(Exchange.ZONE);
        } catch (DateTimeException e) {
            throw nonsense("'%s' is no time zone".formatted(told.orElse("")));
        }
    }

    /** Oldest first, one a time. */
    private static List<Bar> inOrder(String symbol, List<Bar> bars) {
        if (bars.isEmpty()) {
            throw Trouble.of(UNKNOWN, "there are no bars of " + symbol);
        }
        var byTime = new TreeMap<Long, Bar>();
        bars.forEach(bar -> byTime.put(bar.startMicros(), bar));
        return List.copyOf(byTime.values());
    }
}
