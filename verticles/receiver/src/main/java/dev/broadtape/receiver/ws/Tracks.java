package dev.broadtape.receiver.ws;

import dev.broadtape.contract.TickFrame;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tracks of the runs that ticked last: at most {@link #MOST}, the one that was silent for longest goes first. */
final class Tracks {
    static final int MOST = 16;

    private record Key(UUID run, int partition) {}

    private final int capacity;
    private final Map<Key, Track> tracks = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Track> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Without any.
     *
     * @param capacity ticks that each may keep
     */
    Tracks(int capacity) {
        this.capacity = capacity;
    }

    /** The track of a frame; a new one begins with it. */
    Track of(TickFrame frame) {
        return tracks.computeIfAbsent(
                new Key(frame.run(), frame.partition()),
                key -> new Track(key.run(), key.partition(), capacity, frame.firstSequence()));
    }

    Optional<Track> find(UUID run, int partition) {
        return tracks.values().stream()
                .filter(track -> track.is(run, partition))
                .findFirst();
    }

    Collection<Track> all() {
        return List.copyOf(tracks.values());
    }
}
