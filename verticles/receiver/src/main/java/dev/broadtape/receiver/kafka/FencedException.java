package dev.broadtape.receiver.kafka;

/** Another receiver owns the partition now. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FencedException(int partition) {
        super("partition %d is owned by another receiver now".formatted(partition));
    }
}
