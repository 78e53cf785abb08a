package dev.broadtape.kit.openapi;

import dev.broadtape.kit.http.BadField;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Parameter;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One parameter of a path or a query: a single value, which is text, a number or a boolean. */
final class ParameterCheck {
    private static final Set<SchemaType> TYPES =
            EnumSet.of(SchemaType.STRING, SchemaType.INTEGER, SchemaType.NUMBER, SchemaType.BOOLEAN);

    private final String name;
    private final boolean inPath;
    private final boolean required;
    private final SchemaType type;
    private final Validator validator;
    private final Wording wording;

    ParameterCheck(Parameter parameter, SchemaRepository schemas) {
        name = parameter.getName();
        inPath = parameter.getIn() == Location.PATH;
        type = parameter.getSchemaType();
        if (!(inPath || parameter.getIn() == Location.QUERY) || !TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "the parameter %s is no single value in a path or query".formatted(name));
        }
        required = parameter.isRequired();
        validator = schemas.validator(parameter.getSchema());
        wording = new Wording((JsonObject) parameter.getSchema());
    }

    void check(RoutingContext request, List<BadField> wrong) {
        List<String> given = inPath ? List.of(request.pathParam(name)) : request.queryParam(name);
        if (given.size() > 1) {
            wrong.add(new BadField(name, "must be given once"));
        } else if (given.isEmpty() && required) {
            wrong.add(new BadField(name, "is missing"));
        } else if (!given.isEmpty()) {
            check(given.get(0)).ifPresent(wrong::add);
        }
    }

    private Optional<BadField> check(String text) {
        return validator.validate(typed(text)).getValid()
                ? Optional.empty()
                : Optional.of(new BadField(name, "%s, not '%s'".formatted(wording.text(), Wording.shortened(text))));
    }

    /** Text that is not of its type stays text, which the schema then refuses. */
    private Object typed(String text) {
        try {
            return switch (type) {
                case INTEGER -> Long.valueOf(text);
                case NUMBER -> new BigDecimal(text).doubleValue();
                case BOOLEAN -> text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
