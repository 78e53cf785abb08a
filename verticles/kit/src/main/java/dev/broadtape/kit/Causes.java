package dev.broadtape.kit;

/** Failures in one line. */
public final class Causes {
    private Causes() {}

    /** The message of the innermost cause that has one, else its class: never empty, never a stack trace. */
    public static String text(Throwable thrown) {
        String text = thrown.getClass().getSimpleName();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                text = message.lines().findFirst().orElse(message);
            }
        }
        return text;
    }
}
