package dev.broadtape.kit.http;

/** A parameter or body field that reads well and means nothing valid: 422, naming the field. */
public final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    public BadField(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
