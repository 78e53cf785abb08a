package dev.broadtape.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RedisServiceTest extends ServiceContract {
    private static Vertx vertx;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Override
    EmbeddedService service() {
        return new RedisService(folder, HOST, port);
    }

    @Override
    void write(String address, int number) throws Exception {
        ask(address, redis -> redis.sadd(List.of("numbers", Integer.toString(number))));
    }

    @Override
    int read(String address) throws Exception {
        return ask(address, redis -> redis.scard("numbers")).toInteger();
    }

    @Test
    void takesOverAServerThatOutlivedItsKilledParent() throws Exception {
        ProcessHandle orphan;
        try (ChildJvm child = ChildJvm.running("unleashed-redis", folder, port)) {
            write(service().address(), 0);
            orphan = server();
            child.kill();
        }
        assertThat(orphan.isAlive()).isTrue();
        try (EmbeddedService service = service()) {
            service.start();

            assertThat(orphan.isAlive()).isFalse();
            assertThat(read(service.address())).isEqualTo(1);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doesNotOutliveItsKilledParent() throws Exception {
        ProcessHandle server;
        try (ChildJvm child = ChildJvm.running("redis", folder, port)) {
            server = server();
            child.kill();
        }
        await().until(() -> !server.isAlive());
    }

    @Test
    void endsWithItsParent() throws Exception {
        try (ChildJvm child = ChildJvm.running("unleashed-redis", folder, port)) {
            ProcessHandle server = server();
            child.end();

            assertThat(server.isAlive()).isFalse();
        }
    }

    @Test
    void leavesAForeignProcessAlone() throws Exception {
        Files.createDirectories(folder);
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try (EmbeddedService service = service()) {
            Files.writeString(folder.resolve("redis.pid"), "%d\n".formatted(foreign.pid()));
            service.start();

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void leavesTheServerOfALiveProcessAlone() throws Exception {
        try (ChildJvm child = ChildJvm.running("redis", folder, port);
                EmbeddedService second = service()) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process does");
            assertThat(server().isAlive()).isTrue();
            child.end();
        }
    }

    private ProcessHandle server() throws IOException {
        String pid = Files.readString(folder.resolve("redis.pid")).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static <T> T ask(String address, Function<RedisAPI, Future<T>> question) throws Exception {
        RedisAPI redis = RedisAPI.api(Redis.createClient(vertx, address));
        try {
            return question.apply(redis)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } finally {
            redis.close();
        }
    }
}
