package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.Rig;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stores against a server that speaks MongoDB's wire protocol. */
class StoresTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final Mongo mongo = rig.mongoClient();

    @BeforeEach
    void prepare() {
        await(Collections.prepare(mongo));
    }

    @Test
    void makesIndexesAgainWithoutHarm() {
        await(Collections.prepare(mongo));
    }

    @Test
    void saysWhenAnIndexCannotBeMade() {
        Mongo other =
                new Mongo(rig.vertx, new MongoConfig(true, rig.mongo.port(), new Secret(""), rig.database + "-clash"));
        await(other.run(client -> client.insert(Collections.JOBS, new JsonObject().put("key", "same"))));
        await(other.run(client -> client.insert(Collections.JOBS, new JsonObject().put("key", "same"))));

        assertThatThrownBy(() -> await(Collections.prepare(other)))
                .isNotInstanceOf(Fault.class)
                .hasMessageContaining("by_key")
                .hasMessageContaining("fetch_jobs");
    }

    @Test
    void isNotReadyWithoutAnIndexAndNamesIt() {
        await(mongo.run(client -> client.dropIndex(Collections.JOBS, "by_key")));
        await(mongo.run(client -> client.insert(Collections.JOBS, new JsonObject().put("key", "same"))));
        await(mongo.run(client -> client.insert(Collections.JOBS, new JsonObject().put("key", "same"))));

        rig.start(rig.history(Rig.FIVE));

        eventually(() -> rig.get("/health/ready").bodyAsString().contains("the index by_key of fetch_jobs"));
        assertThat(rig.get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void keepsTheNewestAndRemovesTheRest() {
        var retention = new Retention(rig.vertx, mongo, rig.node);
        var rule = new Retention.Rule("things", new JsonObject().put("sent", true), "at", 3);
        await(Future.all(IntStream.range(0, 10).mapToObj(this::thing).toList()));

        await(retention.apply(rule));

        List<JsonObject> left = await(mongo.run(Find.in("things", new JsonObject())));
        assertThat(left)
                .as("unsent ones stay, and of the sent ones the newest three")
                .extracting(thing -> thing.getInteger("at"))
                .containsExactlyInAnyOrder(0, 2, 4, 6, 7, 8, 9);
    }

    @Test
    void removesWhatHasExpiredWhateverTheServerDoes() {
        long now = rig.node.nowMicros();
        var log = new FetchLog(mongo);
        long keepMicros = FetchLog.KEEP.toMillis() * 1_000;
        await(log.add(entry(now - keepMicros - 1_000_000)));
        await(log.add(entry(now - keepMicros + 60_000_000)));

        await(new Retention(rig.vertx, mongo, rig.node).run());

        assertThat(await(log.read(new FetchLog.Page(Optional.empty(), Optional.empty(), Optional.empty(), 10)))
                        .getJsonArray("logs"))
                .hasSize(1);
    }

    private static FetchLog.Entry entry(long atMicros) {
        return new FetchLog.Entry("job", "IBM", "bars", "history", atMicros, 1, 1, Optional.empty());
    }

    private Future<String> thing(int at) {
        boolean sent = at % 2 == 1 || at == 8;
        return mongo.run(
                client -> client.insert("things", new JsonObject().put("at", at).put("sent", sent)));
    }
}
