package dev.broadtape.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every embedded service promises, told by a client over the wire. */
abstract class ServiceContract {
    static final String HOST = "127.0.0.1";

    @TempDir
    Path parent;

    Path folder;
    int port;

    @BeforeEach
    void choosePlace() throws Exception {
        folder = parent.resolve("data");
        port = Ports.free(HOST);
    }

    abstract EmbeddedService service();

    /** Returns when the server has acknowledged. */
    abstract void write(String address, int number) throws Exception;

    /** How many of the first numbers are there, without a gap. */
    abstract int read(String address) throws Exception;

    /** Waits, because Kafka acknowledges a transaction before its readers see it; a restart finishes what is half-way. */
    final void assertThatItHas(int numbers, EmbeddedService service) {
        await().untilAsserted(() -> assertThat(read(service.address())).isEqualTo(numbers));
    }

    static void restart(EmbeddedService service) throws Exception {
        service.close();
        service.start();
    }

    @Test
    void servesAClient() throws Exception {
        try (EmbeddedService service = service()) {
            service.start();
            write(service.address(), 0);

            assertThatItHas(1, service);
        }
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (EmbeddedService service = service()) {
            service.start();
            write(service.address(), 0);
            restart(service);

            assertThatItHas(1, service);
        }
    }

    @Test
    void keepsWhatItAcknowledgedWhenItsProcessIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.running(service().name(), folder, port)) {
            for (int number = 0; number < 20; number++) {
                write(service().address(), number);
            }
            child.kill();
        }
        try (EmbeddedService service = service()) {
            service.start();

            assertThatItHas(20, service);
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (ServerSocket squatter = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedService service = service()) {
            assertThatThrownBy(service::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("%s cannot listen on 127.0.0.1:%d: the port is taken"
                            .formatted(service.name(), squatter.getLocalPort()));
        }
    }

    @Test
    void closesTwiceAndBeforeStart() throws Exception {
        EmbeddedService service = service();
        service.close();
        service.start();
        service.close();
        service.close();

        Ports.requireFree(service.name(), HOST, port);
    }
}
