package dev.broadtape.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Hosts on this machine, each a network namespace with an address of its own; {@code src/test/hosts} makes them. */
final class Hosts implements AutoCloseable {
    private static final String SCRIPT =
            Path.of(System.getProperty("broadtape.hosts")).normalize().toString();

    private final String net;

    private Hosts(String net) {
        this.net = net;
    }

    /** Hosts 1 to {@code count} on the network 10.{@code net}.0.0. */
    static Hosts up(int net, int count) {
        var hosts = new Hosts(Integer.toString(net));
        hosts.close();
        Commands.run(SCRIPT, "up", hosts.net, Integer.toString(count));
        return hosts;
    }

    /** Whether this machine lets us: it takes root and iproute2. */
    static boolean possible() {
        try {
            return new ProcessBuilder("unshare", "--net", "ip", "link")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String address(int host) {
        return "10.%s.0.%d".formatted(net, host);
    }

    /** What to put in front of a command so that it runs there. */
    List<String> run(int host) {
        return List.of(SCRIPT, "run", net, Integer.toString(host));
    }

    /** Neither gets a packet of the other any more. */
    void cut(int one, int other) {
        Commands.run(SCRIPT, "cut", net, Integer.toString(one), Integer.toString(other));
    }

    /** Undoes every cut. */
    void heal() {
        Commands.run(SCRIPT, "heal", net);
    }

    /** Their processes must be gone. */
    @Override
    public void close() {
        Commands.run(SCRIPT, "down", net);
    }
}
