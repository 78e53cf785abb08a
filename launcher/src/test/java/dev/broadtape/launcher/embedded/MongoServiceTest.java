package dev.broadtape.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MongoServiceTest extends ServiceContract {
    private static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        await(vertx.close());
    }

    @Override
    EmbeddedService service() {
        return new MongoService(folder, HOST, port);
    }

    @Override
    void write(String address, int number) throws Exception {
        ask(address, mongo -> mongo.insert("numbers", document(number)));
    }

    @Override
    int read(String address) throws Exception {
        List<JsonObject> found = ask(address, mongo -> mongo.find("numbers", new JsonObject()));
        assertThat(found).extracting(document -> document.getInteger("number")).doesNotHaveDuplicates();
        return found.size();
    }

    @Test
    void keepsItsUniqueIndexWhenItsProcessIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.running("mongo", folder, port)) {
            ask(
                    service().address(),
                    mongo -> mongo.createIndexWithOptions(
                                    "numbers", new JsonObject().put("number", 1), new IndexOptions().unique(true))
                            .compose(done -> mongo.insert("numbers", document(1))));
            child.kill();
        }
        try (EmbeddedService service = service()) {
            service.start();

            assertThatThrownBy(() -> write(service.address(), 1)).hasMessageContaining("duplicate key");
            write(service.address(), 2);
        }
    }

    @Test
    void saysThatAnotherProcessUsesItsFile() throws Exception {
        try (EmbeddedService first = service();
                EmbeddedService second = new MongoService(folder, HOST, Ports.free(HOST))) {
            first.start();

            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("mongo.h2: another process uses it");
        }
    }

    @Test
    void saysThatItsFileIsDamaged() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("mongo.h2"), "not a database ".repeat(1_000));

        assertThatThrownBy(service()::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mongo.h2: the file is damaged");
    }

    private static JsonObject document(int number) {
        return new JsonObject().put("number", number);
    }

    private static <T> T ask(String address, Function<MongoClient, Future<T>> question) throws Exception {
        MongoClient mongo = MongoClient.create(
                vertx, new JsonObject().put("connection_string", address).put("db_name", "test"));
        return await(question.apply(mongo).eventually(mongo::close));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
