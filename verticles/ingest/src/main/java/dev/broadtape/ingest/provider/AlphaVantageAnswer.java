package dev.broadtape.ingest.provider;

import static dev.broadtape.ingest.provider.Trouble.Meaning.BAD_KEY;
import static dev.broadtape.ingest.provider.Trouble.Meaning.LIMITED;
import static dev.broadtape.ingest.provider.Trouble.Meaning.NONSENSE;
import static dev.broadtape.ingest.provider.Trouble.Meaning.NOT_OFFERED;
import static dev.broadtape.ingest.provider.Trouble.Meaning.SPENT;
import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;
import static dev.broadtape.ingest.provider.Trouble.nonsense;

import dev.broadtape.ingest.provider.Trouble.Meaning;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an answer of Alpha Vantage means. It answers 200 to everything, in changing words, so data is told by its being
 * there. Of an answer without data, the words are only looked through for what they are about: a rate, a key, a price
 * list. With none of that, an error means that the call is wrong, for a symbol it does not know; anything else means
 * that it was one call too many.
 */
final class AlphaVantageAnswer {
    private static final Pattern RATE = Pattern.compile("limit|frequen|quota|volume|sparing|throttl|exceed|too many"
            + "|slow down|per (second|minute|hour|day)|(calls|requests)\\b");
    private static final Pattern SHORT = Pattern.compile("second|minute|sparing|burst");
    private static final Pattern LONG = Pattern.compile("\\bday|daily|tomorrow|24 ?h");
    private static final Pattern KEY = Pattern.compile("api[ _-]?key|token|credential|unauthori[sz]ed");
    private static final Pattern PRICED = Pattern.compile("premium|subscri|entitle|upgrade|paid plan");

    private AlphaVantageAnswer() {}

    /** Whether an answer is JSON, or means to be; CSV never begins like that. */
    static boolean json(Buffer answer) {
        String start = answer.getString(0, Math.min(answer.length(), 64)).stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /** The answer as an object. */
    static JsonObject object(Buffer answer) {
        try {
            return answer.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw nonsense("Alpha Vantage sent no JSON object but '%s'".formatted(beginning(answer)));
        }
    }

    static String beginning(Buffer answer) {
        return answer.getString(0, Math.min(answer.length(), 60))
                .lines()
                .findFirst()
                .orElse("");
    }

    /** What it means that {@code body} has no data. */
    static Trouble refusal(JsonObject body) {
        if (body.stream().allMatch(field -> hollow(field.getValue()))) {
            return Trouble.of(UNKNOWN, "Alpha Vantage has no data, and says nothing");
        }
        String words =
                body.stream().map(field -> String.valueOf(field.getValue())).collect(Collectors.joining(" "));
        boolean error = body.fieldNames().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("error"));
        return Trouble.of(meaning(words.toLowerCase(Locale.ROOT), error), "Alpha Vantage has no data: " + words);
    }

    /** What words mean that came in place of a table; those about nothing that we know are nonsense. */
    static Trouble said(String words) {
        Meaning meaning = meaning(words.toLowerCase(Locale.ROOT), true);
        return Trouble.of(
                meaning == UNKNOWN ? NONSENSE : meaning, "Alpha Vantage sent no data but '%s'".formatted(words));
    }

    private static Meaning meaning(String words, boolean error) {
        if (RATE.matcher(words).find()) {
            return LONG.matcher(words).find() && !SHORT.matcher(words).find() ? SPENT : LIMITED;
        }
        if (PRICED.matcher(words).find()) {
            return NOT_OFFERED;
        }
        if (KEY.matcher(words).find()) {
            return BAD_KEY;
        }
        return error ? UNKNOWN : LIMITED;
    }

    private static boolean hollow(Object value) {
        return (value instanceof JsonObject object && object.isEmpty())
                || (value instanceof JsonArray array && array.isEmpty());
    }

    /** Gives the fields of {@code row} by their names without numbering; what is blank, None or - is absent. */
    static Function<String, Optional<String>> columns(JsonObject row) {
        return name -> row.stream()
                .filter(field -> Columns.name(field.getKey()).equals(name))
                .findFirst()
                .flatMap(field -> text(field.getValue()));
    }

    static Optional<String> text(Object value) {
        return Optional.ofNullable(value)
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals("None") && !text.equals("-"));
    }
}
