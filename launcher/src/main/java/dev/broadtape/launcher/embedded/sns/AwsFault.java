package dev.broadtape.launcher.embedded.sns;

/** A refusal that the AWS SDK turns into the exception of the same code. It carries no stack trace. */
final class AwsFault extends RuntimeException {
    private final int status;
    private final String code;

    private AwsFault(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static AwsFault of(int status, String code, String message) {
        return new AwsFault(status, code, message);
    }

    static AwsFault invalid(String what) {
        return of(400, "InvalidParameter", "Invalid parameter: " + what);
    }

    static AwsFault notFound(String what) {
        return of(404, "NotFound", what + " does not exist");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
