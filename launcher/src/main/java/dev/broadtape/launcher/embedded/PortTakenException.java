package dev.broadtape.launcher.embedded;

/** Somebody else listens where a service was told to. */
public final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    public PortTakenException(String service, String host, int port) {
        super("%s cannot listen on %s:%d: the port is taken".formatted(service, host, port));
    }
}
