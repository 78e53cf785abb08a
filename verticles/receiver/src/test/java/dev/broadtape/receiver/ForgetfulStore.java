package dev.broadtape.receiver;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Minute;
import dev.broadtape.receiver.store.StoreStatus;
import dev.broadtape.receiver.store.TickQuery;
import dev.broadtape.receiver.store.TickStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A store that keeps nothing, where a test or a measurement is about Kafka. */
enum ForgetfulStore implements TickStore {
    INSTANCE;

    @Override
    public String kind() {
        return "forgetful";
    }

    @Override
    public void write(List<TickFrame> frames) {}

    @Override
    public List<Tick> find(TickQuery query) {
        return List.of();
    }

    @Override
    public List<Minute> minutes(String symbol, long fromMicros, long toMicros, Optional<UUID> run) {
        return List.of();
    }

    @Override
    public Optional<Tick> last(String symbol) {
        return Optional.empty();
    }

    @Override
    public List<Tick> lastAfter(String symbol, int limit) {
        return List.of();
    }

    @Override
    public List<UUID> runs(int limit) {
        return List.of();
    }

    @Override
    public List<Range> ranges(UUID run, int partition) {
        return List.of();
    }

    @Override
    public long stored() {
        return 0;
    }

    @Override
    public long entries() {
        return 0;
    }

    @Override
    public StoreStatus status() {
        return new StoreStatus(kind(), "nowhere", List.of());
    }

    @Override
    public void prune() {}

    @Override
    public void close() {}
}
