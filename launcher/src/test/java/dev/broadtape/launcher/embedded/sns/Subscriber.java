package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP endpoint that keeps what it is sent and answers as told. */
final class Subscriber implements AutoCloseable {
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final Queue<Integer> nextStatuses = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile int status = 200;

    Subscriber(Vertx vertx) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:%d/sns".formatted(server.actualPort());
    }

    void answer(int always) {
        status = always;
    }

    void answerFirst(int... statuses) {
        for (int next : statuses) {
            nextStatuses.add(next);
        }
    }

    /** The next post, waiting for it. */
    Post next() throws InterruptedException {
        Post post = posts.poll(20, TimeUnit.SECONDS);
        assertThat(post).as("a post within 20 s").isNotNull();
        return post;
    }

    Post next(String type) throws InterruptedException {
        Post post = next();
        assertThat(post.headers()).containsEntry("x-amz-sns-message-type", type);
        return post;
    }

    /** The next post that was answered with success. */
    Post taken() throws InterruptedException {
        Post post = next();
        while (post.answered() != 200) {
            post = next();
        }
        return post;
    }

    /** Takes the invitation that must come next and follows its link. */
    void confirm() throws IOException, InterruptedException {
        assertThat(visit(next("SubscriptionConfirmation").text("SubscribeURL"))).isEqualTo(200);
    }

    static int visit(String url) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(get, BodyHandlers.ofString()).statusCode();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(headers::put);
        Integer first = nextStatuses.poll();
        int answer = first == null ? status : first;
        posts.add(new Post(headers, body.toString(), answer));
        request.response().setStatusCode(answer).end();
    }

    /** What arrived, and the status it was answered with. */
    record Post(Map<String, String> headers, String body, int answered) {
        String text(String field) {
            return json().path(field).asText();
        }

        JsonNode json() {
            return Json.parse(body, "body");
        }
    }
}
