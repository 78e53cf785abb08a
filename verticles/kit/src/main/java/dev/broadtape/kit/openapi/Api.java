package dev.broadtape.kit.openapi;

import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of a contract and who answers them. A request comes to its handler once every part of it is as the
 * contract has it, and comes from an operator where the contract asks for one.
 */
public final class Api {
    private final Vertx vertx;
    private final ApiContract contract;
    private final OperatorHandler operator;
    private final Map<String, Handler<RoutingContext>> handlers = new LinkedHashMap<>();

    /**
     * The operations of one tier.
     *
     * @param operator lets operators on, to what asks for the security scheme {@code operator}
     */
    public Api(Vertx vertx, ApiContract contract, OperatorHandler operator) {
        this.vertx = vertx;
        this.contract = contract;
        this.operator = operator;
    }

    /**
     * Names who answers an operation.
     *
     * @param operationId as in the contract
     */
    public Api on(String operationId, Handler<RoutingContext> handler) {
        if (contract.operations().operation(operationId) == null) {
            throw new IllegalArgumentException("the contract has no operation " + operationId);
        }
        handlers.put(operationId, handler);
        return this;
    }

    /**
     * Adds the operations, {@code /openapi.json} and {@code /docs} to a server.
     *
     * @throws IllegalStateException when nobody answers one of the operations
     */
    public void mountOn(TierServer server) {
        RouterBuilder builder = RouterBuilder.create(vertx, contract.operations());
        contract.operations().operations().forEach(operation -> add(builder, operation));
        Router router = server.router();
        router.route("/*").subRouter(builder.createRouter());
        new Docs(contract).addTo(router);
        new Methods(contract.document()).addTo(router);
    }

    /** Checks are ours: the builder's take a worker thread each, and end at the first thing that is wrong. */
    private void add(RouterBuilder builder, Operation operation) {
        String id = operation.getOperationId();
        Handler<RoutingContext> handler = Optional.ofNullable(handlers.get(id))
                .orElseThrow(() -> new IllegalStateException("nobody answers the operation " + id));
        OpenAPIRoute route = builder.getRoute(id).setDoSecurity(false).setDoValidation(false);
        if (!operation.getSecurityRequirements().isEmpty()) {
            route.addHandler(operator);
        }
        route.addHandler(new RequestCheck(operation, contract.operations().getSchemaRepository()))
                .addHandler(handler);
    }
}
