package dev.broadtape.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessTest {
    private static final String HOST = ServiceContract.HOST;

    @TempDir
    Path folder;

    @Test
    void saysWhyTheServerDoesNotStart() throws Exception {
        int port = Ports.free(HOST);
        List<String> command = List.of("sh", "-c", "echo cannot open libssl.so.3 >&2; exit 127");
        RedisProcess process = RedisProcess.start(command, folder.resolve("redis.log"));

        assertThatThrownBy(() -> process.awaitReady(HOST, port))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open libssl.so.3")
                .hasMessageContaining("status 127")
                .hasMessageContaining("redis.embedded: false");
    }

    @Test
    void keepsTheServerWhenTheThreadThatAskedForItEnds() throws Exception {
        int port = Ports.free(HOST);
        List<String> command = new RedisBinary(folder).command(HOST, port, RedisBinary.Leash.WHERE_POSSIBLE);
        var started = new FutureTask<>(() -> RedisProcess.start(command, folder.resolve("redis.log")));
        var starter = new Thread(started);
        starter.start();
        starter.join();

        await().during(500, TimeUnit.MILLISECONDS).until(() -> ready(started.get(), port));
        started.get().stop();
    }

    private static boolean ready(RedisProcess process, int port) throws Exception {
        process.awaitReady(HOST, port);
        return true;
    }
}
