package dev.broadtape.ingest.crash;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;

/** The main of a process that is killed. Its bridge posts each batch to the consumers, who are in the test. */
final class Victim {
    static final String BEFORE_SENDING = "before the events are sent";
    static final String AFTER_SENDING = "after they were sent, before anybody knows";

    private Victim() {}

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        int consumersPort = Integer.parseInt(args[2]);
        var scaffold = new Scaffold(Integer.parseInt(args[4]));
        var tap = new Tap(vertx, Integer.parseInt(args[0]), scaffold::mongo);
        HttpClient http = vertx.createHttpClient();
        Scene.play(vertx, tap.port(), Integer.parseInt(args[1]), args[3], batch -> {
            scaffold.step(BEFORE_SENDING);
            return post(http, consumersPort, batch).map(v -> {
                scaffold.step(AFTER_SENDING);
                return receipt(batch);
            });
        });
    }

    private static Future<Buffer> post(HttpClient http, int port, EventBatch batch) {
        return http.request(HttpMethod.POST, port, "127.0.0.1", "/")
                .compose(request -> request.send(Wire.encode(batch)))
                .compose(answer -> answer.body());
    }

    static EventBatch.Receipt receipt(EventBatch batch) {
        return EventBatch.Receipt.of(
                batch.events().stream().map(DomainEvent::eventId).toList());
    }
}
