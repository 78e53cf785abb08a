package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;

/** A driver that is deployed, by its HTTP API, and its connection to MongoDB. */
record DriverUnderTest(Rig rig, String deployment, int port, Tap mongo) {
    HttpResponse<Buffer> get(String path) {
        return rig.http.get(port, "127.0.0.1", path).send().await();
    }

    HttpResponse<Buffer> post(String path, JsonObject body) {
        return rig.http.post(port, "127.0.0.1", path).sendJsonObject(body).await();
    }

    HttpResponse<Buffer> post(String path) {
        return rig.http.post(port, "127.0.0.1", path).send().await();
    }

    JsonObject json(String path) {
        return get(path).bodyAsJsonObject();
    }

    JsonObject status() {
        return json("/status");
    }

    JsonObject lease() {
        return status().getJsonObject("lease");
    }

    boolean holdsTheLease() {
        return lease().getBoolean("held");
    }

    long figure(String name) {
        return json("/health").getJsonObject("figures").getLong(name);
    }

    /** The id of the run that is on. */
    String run() {
        return status().getJsonObject("run").getString("run");
    }

    String state() {
        return status().getJsonObject("run").getString("state");
    }

    /** Begins a run. */
    String begin(JsonObject request) {
        HttpResponse<Buffer> answer = post("/api/v1/runs", request);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(201);
        return answer.bodyAsJsonObject().getString("run");
    }

    HttpResponse<Buffer> change(String what) {
        return post("/api/v1/runs/%s/%s".formatted(run(), what));
    }

    /** Stops it and gives it time to say so. */
    void stop() {
        rig.vertx.undeploy(deployment).await();
    }

    /** Stops it without a word to MongoDB, as a kill does. */
    void kill() {
        mongo.cut();
        stop();
    }
}
