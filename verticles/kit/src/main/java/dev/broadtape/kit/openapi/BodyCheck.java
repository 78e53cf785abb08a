package dev.broadtape.kit.openapi;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.http.BadField;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.RequestBody;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A body that is to be JSON of a schema; where the contract has another type, any bytes will do. */
final class BodyCheck {
    private static final String JSON = "application/json";

    private final boolean required;
    private final Optional<Validator> validator;
    private final Optional<BodyFaults> faults;

    BodyCheck(RequestBody expected, SchemaRepository schemas) {
        required = expected.isRequired();
        Optional<JsonSchema> schema =
                Optional.ofNullable(expected.getContent().get(JSON)).map(MediaType::getSchema);
        validator = schema.map(schemas::validator);
        faults = schema.map(JsonObject.class::cast).map(BodyFaults::new);
    }

    /** Throws at once when the body cannot be read at all. */
    void check(RoutingContext request, List<BadField> wrong) {
        Buffer bytes = request.body().buffer();
        if (bytes == null || bytes.length() == 0) {
            if (required) {
                throw Fault.of(Fault.Kind.MALFORMED, "the body is empty; something was expected");
            }
        } else if (validator.isPresent()) {
            refuseOtherTypes(request);
            Object body = read(bytes);
            wrong.addAll(faults.orElseThrow().in(body, validator.get().validate(body)));
        }
    }

    /** A body of no type is taken for JSON. */
    private static void refuseOtherTypes(RoutingContext request) {
        String type = Optional.ofNullable(request.request().getHeader("Content-Type"))
                .orElse(JSON)
                .toLowerCase(Locale.ROOT);
        if (!type.startsWith(JSON)) {
            throw Fault.of(Fault.Kind.UNSUPPORTED, "the body must be %s, not %s".formatted(JSON, type));
        }
    }

    private static Object read(Buffer bytes) {
        try {
            Object read = Json.decodeValue(bytes);
            if (read != null) {
                return read;
            }
        } catch (DecodeException e) {
            throw Fault.of(Fault.Kind.MALFORMED, "the body is not JSON");
        }
        throw Fault.of(Fault.Kind.MALFORMED, "the body is null; something was expected");
    }
}
