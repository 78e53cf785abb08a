package dev.broadtape.kit.openapi;

import dev.broadtape.kit.http.BadField;
import io.vertx.json.schema.OutputUnit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place in a body.
 *
 * @param path names of fields and numbers of items, from the outside in; empty for the body itself
 */
record Place(List<String> path) {
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

    /** Where the validator saw an error: a JSON pointer that begins with a {@code #}. */
    static Place of(OutputUnit error) {
        String pointer = Optional.ofNullable(error.getInstanceLocation()).orElse("#");
        return new Place(
                Stream.of(pointer.split("/", -1)).skip(1).map(Place::decoded).toList());
    }

    /** The validator writes control characters as no URL does; a name with such stays as it writes it. */
    private static String decoded(String step) {
        String name = step.replace("~1", "/").replace("~0", "~");
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** The field within this place that a text names between quotes. */
    Place in(String text) {
        Matcher quoted = QUOTED.matcher(text);
        var longer = new ArrayList<>(path);
        longer.add(quoted.find() ? quoted.group(1) : text);
        return new Place(List.copyOf(longer));
    }

    /** Whether {@code other} is within this one, and not it. */
    boolean contains(Place other) {
        return other.path.size() > path.size()
                && other.path.subList(0, path.size()).equals(path);
    }

    /** A fault that names the outermost field, and the way from there. */
    BadField fault(String message) {
        String way = String.join("/", path.subList(1, path.size()));
        return new BadField(path.get(0), way.isEmpty() ? message : "at %s %s".formatted(way, message));
    }
}
