package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.kit.config.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientJarTest {
    @TempDir
    Path folder;

    @Test
    void saysWhereItLookedForAJarThatIsNotThere() {
        assertThatThrownBy(() -> ClientJar.open(config("nosuch.jar"), TickStoreContract.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nosuch.jar; accumulo.client says where it is");
    }

    @Test
    void saysWhenAJarHoldsNoStore() throws IOException {
        Path jar = folder.resolve("empty.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                var empty = new JarOutputStream(out)) {
            empty.finish();
        }

        assertThatThrownBy(() -> ClientJar.open(config(jar.toString()), TickStoreContract.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("empty.jar holds no client of a tick store");
    }

    @Test
    void findsAJarByItsPath() throws IOException {
        Path jar = Files.createFile(folder.resolve("there.jar"));

        assertThat(ClientJar.find(jar)).isEqualTo(jar);
    }

    private static AccumuloConfig config(String client) {
        return new AccumuloConfig("none", "127.0.0.1:1", "nobody", new Secret(""), "none", client);
    }
}
