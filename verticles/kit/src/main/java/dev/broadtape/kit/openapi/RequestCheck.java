package dev.broadtape.kit.openapi;

import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.BadFields;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses a request that is not as its operation has it, and names all that is wrong with it. */
final class RequestCheck implements Handler<RoutingContext> {
    private final List<ParameterCheck> parameters;
    private final Set<String> known;
    private final Optional<BodyCheck> body;

    RequestCheck(Operation operation, SchemaRepository schemas) {
        parameters = operation.getParameters().stream()
                .map(parameter -> new ParameterCheck(parameter, schemas))
                .toList();
        known = operation.getParameters().stream()
                .filter(parameter -> parameter.getIn() == Location.QUERY)
                .map(Parameter::getName)
                .collect(Collectors.toUnmodifiableSet());
        body = Optional.ofNullable(operation.getRequestBody()).map(expected -> new BodyCheck(expected, schemas));
    }

    @Override
    public void handle(RoutingContext request) {
        List<BadField> wrong = new ArrayList<>();
        request.queryParams().names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> wrong.add(new BadField(name, "is not a parameter of this request" + alternatives())));
        parameters.forEach(parameter -> parameter.check(request, wrong));
        body.ifPresent(expected -> expected.check(request, wrong));
        if (!wrong.isEmpty()) {
            throw new BadFields(wrong);
        }
        request.next();
    }

    private String alternatives() {
        return known.isEmpty() ? "" : "; there are " + known.stream().sorted().toList();
    }
}
