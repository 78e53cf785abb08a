package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every HTTP request: signed calls as POST to the root, the links that notifications carry as GET, and the certificate.
 *
 * <p>A call must carry the header that the SDK signs with, though nobody checks the signature: a web page cannot add it
 * to a request to another origin, so none that a browser here shows can publish.
 */
final class QueryHandler implements Handler<HttpServerRequest> {
    /** A message of 256 KiB is three times that, form-encoded, where no character of it is plain. */
    static final int MAX_REQUEST_BYTES = 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(QueryHandler.class);
    private static final Pattern REGION = Pattern.compile("Credential=[^,/]+/\\d{8}/([a-z0-9-]+)/");
    private static final Set<String> LINKED_ACTIONS = Set.of("ConfirmSubscription", "Unsubscribe");

    private final Map<String, Action> actions;
    private final Signer signer;

    QueryHandler(Map<String, Action> actions, Signer signer) {
        this.actions = actions;
        this.signer = signer;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST) && request.path().equals("/")) {
            post(request);
        } else if (request.method().equals(HttpMethod.GET)) {
            get(request);
        } else {
            refuse(request, AwsFault.of(405, "InvalidAction", "Only POST and GET are spoken here"));
        }
    }

    private void post(HttpServerRequest request) {
        Matcher region = REGION.matcher(header(request, HttpHeaders.AUTHORIZATION));
        if (!region.find()) {
            refuse(request, AwsFault.of(403, "MissingAuthenticationToken", "The request is not signed"));
        } else if (!bounded(request)) {
            refuse(
                    request,
                    AwsFault.of(413, "RequestEntityTooLarge", "More than %,d bytes".formatted(MAX_REQUEST_BYTES)));
        } else {
            request.body()
                    .map(form -> QueryRequest.parse(form.toString(StandardCharsets.UTF_8), region.group(1)))
                    .onSuccess(call -> answer(request, call))
                    .onFailure(failure -> refuse(request, fault(failure)));
        }
    }

    private void get(HttpServerRequest request) {
        String query = Optional.ofNullable(request.query()).orElse("");
        if (request.path().equals("/") && !query.isEmpty()) {
            visit(request, query);
        } else if (request.path().equals(signer.certificatePath())) {
            send(request, 200, "application/x-pem-file", signer.pem());
        } else if (request.path().equals("/") || request.path().equals("/health")) {
            send(request, 200, "text/plain", "SNS endpoint of Broadtape\n");
        } else {
            send(request, 404, "text/plain", "Not found\n");
        }
    }

    private void visit(HttpServerRequest request, String query) {
        Future.succeededFuture(query)
                .map(form -> QueryRequest.parse(form, "us-east-1"))
                .map(QueryHandler::linked)
                .onSuccess(call -> answer(request, call))
                .onFailure(failure -> refuse(request, fault(failure)));
    }

    private void answer(HttpServerRequest request, QueryRequest call) {
        String action = call.text("Action").orElse("");
        Future.succeededFuture(call)
                .compose(this::act)
                .map(result -> Xml.success(action, result, UUID.randomUUID().toString()))
                .onSuccess(xml -> send(request, 200, "text/xml", xml))
                .onFailure(failure -> refuse(request, fault(failure)));
    }

    private Future<String> act(QueryRequest call) {
        String name = call.text("Action").orElse("");
        return Optional.ofNullable(actions.get(name))
                .orElseThrow(() -> AwsFault.of(400, "InvalidAction", "There is no action '%s' here".formatted(name)))
                .answer(call);
    }

    private static QueryRequest linked(QueryRequest call) {
        if (!LINKED_ACTIONS.contains(call.text("Action").orElse(""))) {
            throw AwsFault.of(403, "MissingAuthenticationToken", "This action takes a signed POST");
        }
        return call;
    }

    private static boolean bounded(HttpServerRequest request) {
        String length = header(request, HttpHeaders.CONTENT_LENGTH);
        return length.matches("\\d{1,7}") && Integer.parseInt(length) <= MAX_REQUEST_BYTES;
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }

    private static AwsFault fault(Throwable failure) {
        if (failure instanceof AwsFault fault) {
            return fault;
        }
        log.error("a call failed", failure);
        return AwsFault.of(500, "InternalError", "Something went wrong on our side");
    }

    private static void refuse(HttpServerRequest request, AwsFault fault) {
        if (fault.status() == 413) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        send(
                request,
                fault.status(),
                "text/xml",
                Xml.failure(fault, UUID.randomUUID().toString()));
    }

    private static void send(HttpServerRequest request, int status, String type, String body) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=UTF-8");
        response.end(body).onFailure(failure -> log.debug("a client left before its answer", failure));
    }
}
