package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.nonsense;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which columns a file of bars has, told from its header line:
 *
 * <pre>
 *  Alpha Vantage  timestamp,open,high,low,close,volume
 *                 timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient
 *                 time,open,high,low,close,volume
 *  Yahoo          Date,Open,High,Low,Close,Adj Close,Volume
 *  Stooq          Date,Open,High,Low,Close,Volume
 *                 &lt;TICKER&gt;,&lt;PER&gt;,&lt;DATE&gt;,&lt;TIME&gt;,&lt;OPEN&gt;,&lt;HIGH&gt;,&lt;LOW&gt;,&lt;CLOSE&gt;,&lt;VOL&gt;,&lt;OPENINT&gt;
 * </pre>
 */
final class CsvFormat {
    /** Who writes files of this form. */
    enum Writer {
        ALPHA_VANTAGE,
        YAHOO,
        STOOQ
    }

    private static final Set<String> NEEDED = Set.of("open", "high", "low", "close");

    private final Writer writer;
    private final Map<String, Integer> columns;
    private final int width;
    private final String separator;

    private CsvFormat(Writer writer, Map<String, Integer> columns, int width, String separator) {
        this.writer = writer;
        this.columns = columns;
        this.width = width;
        this.separator = separator;
    }

    /**
     * The format of a file that begins with {@code header}.
     *
     * @throws Trouble NONSENSE when it is none of the known ones
     */
    static CsvFormat of(String header) {
        String separator = header.contains(";") ? ";" : ",";
        List<String> names =
                split(header, separator).stream().map(Columns::name).toList();
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i).equals("vol") ? "volume" : names.get(i), i);
        }
        if (!columns.keySet().containsAll(NEEDED)) {
            throw nonsense("a file of bars does not begin with '%s'".formatted(header));
        }
        return new CsvFormat(writer(header, columns), columns, names.size(), separator);
    }

    private static Writer writer(String header, Map<String, Integer> columns) {
        if (columns.containsKey("timestamp") || (columns.containsKey("time") && !columns.containsKey("date"))) {
            return Writer.ALPHA_VANTAGE;
        }
        if (!columns.containsKey("date")) {
            throw nonsense("a file of bars has a day in each line, unlike '%s'".formatted(header));
        }
        return columns.containsKey("adj close") ? Writer.YAHOO : Writer.STOOQ;
    }

    private static List<String> split(String line, String separator) {
        var fields = new ArrayList<String>();
        int from = 0;
        for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
            fields.add(line.substring(from, to));
            from = to + 1;
        }
        fields.add(line.substring(from));
        return fields;
    }

    Writer writer() {
        return writer;
    }

    /** The fields of a line. */
    List<String> fields(String line) {
        List<String> fields = split(line, separator);
        if (fields.size() != width) {
            throw nonsense("a line has %d columns, not %d".formatted(fields.size(), width));
        }
        return fields;
    }

    /** Yahoo writes {@code null} into the columns of a day of which it knows nothing. */
    boolean blank(List<String> fields) {
        return text(fields, "open").isEmpty() && text(fields, "close").isEmpty();
    }

    /** Gives a column of {@code fields} by its name; a file that counts no volume has none. */
    Function<String, Optional<String>> columns(List<String> fields) {
        return name -> {
            Optional<String> text = text(fields, name);
            return text.isEmpty() && name.equals("volume") ? Optional.of("0") : text;
        };
    }

    private Optional<String> text(List<String> fields, String name) {
        return Optional.ofNullable(columns.get(name))
                .map(index -> fields.get(index).strip())
                .filter(text -> !text.isEmpty() && !text.equals("null") && !text.equals("N/D"));
    }

    /** The symbol that a line says it is of, without the market that Stooq adds. */
    Optional<String> ticker(List<String> fields) {
        return text(fields, "ticker")
                .map(ticker -> ticker.endsWith(".US") ? ticker.substring(0, ticker.length() - 3) : ticker);
    }

    /** When a bar is of, in New York; midnight for a bar of a day. */
    LocalDateTime time(List<String> fields) {
        if (writer == Writer.ALPHA_VANTAGE) {
            return CsvTime.of(
                    text(fields, "timestamp").or(() -> text(fields, "time")).orElse(""), Optional.empty());
        }
        Optional<String> clock = writer == Writer.STOOQ ? text(fields, "time") : Optional.empty();
        return CsvTime.of(text(fields, "date").orElse(""), clock);
    }
}
