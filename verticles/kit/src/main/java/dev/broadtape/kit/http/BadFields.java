package dev.broadtape.kit.http;

import java.util.List;

/** Several fields of one request that mean nothing valid: 422, naming each. */
public final class BadFields extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<BadField> fields;

    /**
     * All that is wrong with a request.
     *
     * @param fields at least one
     */
    public BadFields(List<BadField> fields) {
        super(fields.get(0).field() + " " + fields.get(0).getMessage(), null, false, false);
        this.fields = List.copyOf(fields);
    }

    public List<BadField> fields() {
        return fields;
    }
}
