package dev.broadtape.receiver.kafka;

/**
 * How far a run is durable in a partition.
 *
 * @param sequence the last durable tick, 0 when there is none
 * @param fence the greatest number of a driver's lease that was seen, 0 when there was none
 */
public record Mark(long sequence, long fence) {
    public static final Mark NONE = new Mark(0, 0);

    Mark with(Mark other) {
        return new Mark(Math.max(sequence, other.sequence), Math.max(fence, other.fence));
    }
}
