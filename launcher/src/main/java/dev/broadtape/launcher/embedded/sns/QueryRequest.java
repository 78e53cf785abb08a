package dev.broadtape.launcher.embedded.sns;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call in the AWS Query protocol.
 *
 * @param region the one that the client signs for; topics are made in it
 */
record QueryRequest(Map<String, String> parameters, String region) {
    static QueryRequest parse(String form, String region) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new QueryRequest(parameters, region);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> AwsFault.invalid(name + " is required"));
    }

    /** The pairs of {@code prefix.entry.N}, in order. */
    Map<String, String> entries(String prefix, String key, String value) {
        Map<String, String> entries = new LinkedHashMap<>();
        members(prefix + ".entry").forEach(entry -> entries.put(entry.required(key), entry.required(value)));
        return entries;
    }

    /** The structures {@code prefix.1}, {@code prefix.2} and so on, each with names of its own. */
    List<QueryRequest> members(String prefix) {
        Map<String, QueryRequest> members = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            int end = name.startsWith(prefix + ".") ? name.indexOf('.', prefix.length() + 1) : -1;
            if (end > 0) {
                members.computeIfAbsent(
                                name.substring(0, end), start -> new QueryRequest(new LinkedHashMap<>(), region))
                        .parameters
                        .put(name.substring(end + 1), value);
            }
        });
        return new ArrayList<>(members.values());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsFault.of(400, "MalformedQueryString", "The query string is malformed: " + e.getMessage());
        }
    }
}
