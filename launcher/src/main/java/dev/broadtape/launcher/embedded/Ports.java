package dev.broadtape.launcher.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks the operating system about ports. The answer holds only until somebody else binds. */
final class Ports {
    private Ports() {}

    static void requireFree(String service, String host, int port) throws IOException, PortTakenException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            var taken = new PortTakenException(service, host, port);
            taken.initCause(e);
            throw taken;
        }
    }

    static int free(String host) throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        }
    }
}
