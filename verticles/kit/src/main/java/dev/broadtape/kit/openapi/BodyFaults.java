package dev.broadtape.kit.openapi;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.http.BadField;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a validator says of a body, field by field. Its own texts speak of schemas; ours, of what to send. */
final class BodyFaults {
    private static final int MOST = 10;

    private final JsonObject schema;

    /**
     * For the bodies of one operation.
     *
     * @param schema whose references are resolved
     */
    BodyFaults(JsonObject schema) {
        this.schema = schema;
    }

    /** Nothing when the body is as it should be. Throws when it is not even of the right type. */
    List<BadField> in(Object body, OutputUnit said) {
        if (Boolean.TRUE.equals(said.getValid())) {
            return List.of();
        }
        Map<Place, BadField> faults = new LinkedHashMap<>();
        List<Place> places = said.getErrors().stream().map(Place::of).distinct().toList();
        for (OutputUnit error : said.getErrors()) {
            Place place = Place.of(error);
            if (keyword(error).equals("required")) {
                Place missing = place.in(Optional.ofNullable(error.getError()).orElse(""));
                faults.put(missing, missing.fault("is missing"));
            } else if (places.stream().noneMatch(place::contains)) {
                faults.put(place, fault(place, body));
            }
        }
        return faults.values().stream().limit(MOST).toList();
    }

    private static String keyword(OutputUnit error) {
        String location = Optional.ofNullable(error.getKeywordLocation()).orElse("");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private BadField fault(Place place, Object body) {
        if (place.path().isEmpty()) {
            throw Fault.of(Fault.Kind.MALFORMED, "the body is not a JSON " + schema.getString("type"));
        }
        return wanted(place.path())
                .map(wanted -> place.fault("%s, not %s".formatted(wanted.text(), given(place, body))))
                .orElseGet(() -> place.fault("is not a field of this request; there are " + fields()));
    }

    private List<String> fields() {
        return schema.getJsonObject("properties", new JsonObject()).fieldNames().stream()
                .filter(name -> !name.startsWith("__"))
                .sorted()
                .toList();
    }

    /** Empty when the contract has no such place. */
    private Optional<Wording> wanted(List<String> path) {
        JsonObject at = schema;
        for (String step : path) {
            JsonObject properties = at.getJsonObject("properties", new JsonObject());
            JsonObject next = properties.getJsonObject(step, at.getJsonObject("items"));
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(new Wording(at));
    }

    private static String given(Place place, Object body) {
        @Nullable Object at = body;
        for (String step : place.path()) {
            at = at instanceof JsonArray list ? list.getValue(Integer.parseInt(step)) : field(at, step);
        }
        return Wording.shortened(Json.encode(at));
    }

    private static @Nullable Object field(@Nullable Object in, String name) {
        return in instanceof JsonObject object ? object.getValue(name) : null;
    }
}
