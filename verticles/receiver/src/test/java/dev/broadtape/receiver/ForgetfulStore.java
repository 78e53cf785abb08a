package dev.broadtape.receiver;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.TickStore;
import java.util.List;
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
    public List<Tick> newest(String symbol, int limit) {
        return List.of();
    }

    @Override
    public List<Tick> newest(int limit) {
        return List.of();
    }

    @Override
    public List<Tick> range(String symbol, long fromMicros, long toMicros, int limit) {
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
    public void prune() {}

    @Override
    public void close() {}
}
