package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.Meaning.SPENT;
import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;
import static dev.broadtape.ingest.provider.Trouble.nonsense;

import dev.broadtape.contract.Exchange;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file of bars line by line as it comes in, so that its size does not matter: what is held is a bar a day.
 * A line that cannot be read, or that says what cannot have been traded, is left out and counted; a file with more
 * than one such line in a hundred is nonsense as a whole.
 */
final class CsvReader implements Reader<Series> {
    /** More than there are trading days in a century. */
    private static final int MOST_DAYS = 26_000;

    private static final int COMPACT_DAYS = 100;
    private static final int LONGEST_LINE = 4_096;
    private static final Logger log = LoggerFactory.getLogger(CsvReader.class);

    private final String symbol;
    private final DaySum days;
    private final Map<LocalDate, Action> actions = new TreeMap<>();
    private Buffer rest = Buffer.buffer();
    private Optional<CsvFormat> format = Optional.empty();
    private long lines;
    private long refused;
    private String firstRefusal = "";

    CsvReader(String symbol, OutputSize size) {
        this.symbol = symbol;
        this.days = new DaySum(size == OutputSize.FULL ? MOST_DAYS : COMPACT_DAYS);
    }

    @Override
    public void take(Buffer piece) {
        byte[] bytes =
                rest.length() == 0 ? piece.getBytes() : rest.appendBuffer(piece).getBytes();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(new String(bytes, from, i - from, StandardCharsets.UTF_8).strip());
                from = i + 1;
            }
        }
        if (bytes.length - from > LONGEST_LINE) {
            throw nonsense("a line is longer than %d bytes".formatted(LONGEST_LINE));
        }
        rest = Buffer.buffer(bytes.length - from).appendBytes(bytes, from, bytes.length - from);
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (format.isEmpty()) {
            format = Optional.of(format(line));
        } else {
            lines++;
            row(format.get(), line);
        }
    }

    /** Where a file should be, a server may say in a sentence why there is none. */
    private CsvFormat format(String line) {
        if (!line.contains(",") && !line.contains(";") && !line.contains("<")) {
            String words = line.toLowerCase(Locale.ROOT);
            if (words.contains("limit") || words.contains("exceed")) {
                throw Trouble.of(SPENT, "no more files of bars today: " + line);
            }
            throw Trouble.of(UNKNOWN, "there is no file of bars of %s: %s".formatted(symbol, line));
        }
        return CsvFormat.of(line);
    }

    private void row(CsvFormat format, String line) {
        try {
            List<String> fields = format.fields(line);
            if (!format.blank(fields)) {
                bar(format, fields);
            }
        } catch (Trouble e) {
            refused++;
            firstRefusal = firstRefusal.isEmpty() ? "line %d: %s".formatted(lines + 1, e.text()) : firstRefusal;
        }
    }

    private void bar(CsvFormat format, List<String> fields) {
        LocalDateTime time = format.time(fields);
        var columns = format.columns(fields);
        if (format.ticker(fields)
                .filter(ticker -> !ticker.equalsIgnoreCase(symbol))
                .isPresent()) {
            throw nonsense("it is not of %s".formatted(symbol));
        }
        long start = Exchange.startOfDayMicros(time.toLocalDate());
        days.add(Columns.bar(time.toString(), start, columns), time);
        Columns.action(time.toLocalDate(), columns).ifPresent(action -> actions.put(action.day(), action));
    }

    @Override
    public Series end() {
        line(rest.toString(StandardCharsets.UTF_8).strip());
        if (format.isEmpty()) {
            throw nonsense("the file of %s is empty".formatted(symbol));
        }
        if (refused * 100 > lines) {
            throw nonsense(
                    "%d of %d lines of %s cannot be used, first %s".formatted(refused, lines, symbol, firstRefusal));
        }
        if (refused > 0) {
            log.warn("{} of {} lines of {} are left out, first {}", refused, lines, symbol, firstRefusal);
        }
        if (days.bars().isEmpty()) {
            throw Trouble.of(UNKNOWN, "there are no bars of " + symbol);
        }
        return new Series(days.bars(), days.kept(actions.values()));
    }
}
