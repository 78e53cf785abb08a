package dev.broadtape.driver;

import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.Tick;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The senders of a run, one a partition, and what they have counted together. For use on one context. */
final class Senders {
    static final Senders NONE = new Senders(List.of());

    private final List<PartitionSender> all;

    private Senders(List<PartitionSender> all) {
        this.all = all;
    }

    /** Of a run; they have yet to ask their receivers. */
    static Senders of(Run run, Way way, PartitionSender.Owner owner) {
        return new Senders(IntStream.range(0, run.partitions())
                .mapToObj(partition -> new PartitionSender(way, run, partition, owner))
                .toList());
    }

    void forEach(Consumer<PartitionSender> action) {
        all.forEach(action);
    }

    /** Whether every partition is in step with its receiver, under our fence. */
    boolean inStep() {
        return all.stream().allMatch(PartitionSender::inStep);
    }

    /** Whether all that the plan has is durable. */
    boolean done() {
        return inStep()
                && all.stream()
                        .allMatch(sender ->
                                sender.count().acknowledged() >= sender.reel().lastSequence());
    }

    /** The first slice of which no partition has ever made a tick. */
    long madeSlices() {
        return max(sender -> sender.count().madeSlices());
    }

    /** How long the next slice has been due, less than 0 when it is not yet. */
    long overdueMicros(long nowMicros) {
        return max(sender -> sender.reel().overdueMicros(nowMicros));
    }

    private long max(ToLongFunction<PartitionSender> figure) {
        return all.stream().mapToLong(figure).max().orElse(0);
    }

    /** Until the first slice that is not yet due, {@link Long#MAX_VALUE} if there is none. */
    long untilDueMicros(long nowMicros) {
        return all.stream()
                .mapToLong(sender -> -sender.reel().overdueMicros(nowMicros))
                .filter(micros -> micros > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** By partition, the last durable sequence. */
    Map<Integer, Long> positions() {
        var positions = new HashMap<Integer, Long>();
        all.forEach(sender -> positions.put(sender.partition(), sender.count().acknowledged()));
        return positions;
    }

    /** By partition, once every one has been in step. */
    Optional<List<DriverLedger.Count>> counts() {
        if (!all.stream().allMatch(sender -> sender.count().known())) {
            return Optional.empty();
        }
        return Optional.of(all.stream()
                .map(sender -> new DriverLedger.Count(
                        sender.partition(),
                        sender.count().generated(),
                        sender.count().acknowledged()))
                .toList());
    }

    long sum(ToLongFunction<Count> figure) {
        return all.stream().map(PartitionSender::count).mapToLong(figure).sum();
    }

    /** One that is durable, as an example. */
    Optional<Tick> sample() {
        return all.stream()
                .flatMap(sender -> sender.reel().tick(sender.count().acknowledged()).stream())
                .findFirst();
    }
}
