package dev.broadtape.receiver.ws;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Symbols;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a client says.
 *
 * @param id of its own choice, repeated in the answer
 * @param symbols as they are written properly; {@code *} is all
 * @param since how far it knows each run, to go on from there
 */
record Command(Action action, Optional<String> id, Collection<String> symbols, Optional<List<Mark>> since) {
    static final String ALL = "*";
    private static final int LONGEST_ID = 64;
    private static final int MOST_MARKS = 64;

    enum Action {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PING
    }

    /**
     * Reads a message.
     *
     * @throws Refusal when it is none
     */
    static Command read(String text) {
        JsonObject json = object(text);
        return new Command(action(json), id(json), symbols(json), since(json));
    }

    /** The id of a message that may be of no use otherwise. */
    static Optional<String> idIn(String text) {
        try {
            return id(object(text));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    private static JsonObject object(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException e) {
            throw malformed("a message is a JSON object, such as {\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        }
    }

    private static Refusal malformed(String message) {
        return new Refusal(Refusal.Code.MALFORMED, message);
    }

    private static Action action(JsonObject json) {
        Object name = json.getValue("action");
        return Arrays.stream(Action.values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(Refusal.Code.UNKNOWN_ACTION, "action must be one of subscribe, unsubscribe, ping"));
    }

    private static Optional<String> id(JsonObject json) {
        Object id = json.getValue("id");
        if (id == null) {
            return Optional.empty();
        }
        if (id instanceof String text && text.length() <= LONGEST_ID) {
            return Optional.of(text);
        }
        throw malformed("id must be text of at most %d characters".formatted(LONGEST_ID));
    }

    private static Collection<String> symbols(JsonObject json) {
        Object symbols = json.getValue("symbols");
        if (symbols == null) {
            return List.of();
        }
        if (!(symbols instanceof JsonArray array) || !array.stream().allMatch(String.class::isInstance)) {
            throw malformed("symbols must be an array of texts");
        }
        return proper(array.stream().map(String.class::cast).toList());
    }

    /**
     * Symbols as they are written properly, each once.
     *
     * @throws Refusal when one can be none
     */
    static Collection<String> proper(List<String> texts) {
        var symbols = new LinkedHashSet<String>();
        for (String text : texts) {
            symbols.add(ALL.equals(text.strip()) ? ALL : symbol(text));
        }
        return symbols;
    }

    private static String symbol(String text) {
        try {
            return Symbols.parse(text);
        } catch (Fault e) {
            throw new Refusal(Refusal.Code.BAD_SYMBOL, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<List<Mark>> since(JsonObject json) {
        Object since = json.getValue("since");
        if (since == null) {
            return Optional.empty();
        }
        if (!(since instanceof JsonArray array) || array.size() > MOST_MARKS) {
            throw malformed("since must be an array of at most %d positions".formatted(MOST_MARKS));
        }
        return Optional.of(array.stream().map(Command::mark).toList());
    }

    private static Mark mark(Object since) {
        try {
            if (since instanceof JsonObject json) {
                var run = UUID.fromString(String.valueOf(json.getValue("run")));
                int partition = ((Number) json.getValue("partition")).intValue();
                long sequence = ((Number) json.getValue("sequence")).longValue();
                if (partition >= 0 && sequence >= 0) {
                    return new Mark(run, partition, sequence);
                }
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            // Said below, as for a number out of range.
        }
        throw malformed("since has positions such as those of a heartbeat: {run, partition, sequence}");
    }
}
