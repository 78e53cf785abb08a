package dev.broadtape.receiver.ws;

import dev.broadtape.contract.Tick;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a client missed while it was away, tick by tick out of the tracks. It ends where the tracks end, and fails when it is
 * overtaken: when a tick that is to come next is no longer there.
 */
final class Replay {
    /** Ticks that one message may look at: those of other symbols are passed over. */
    private static final int LOOK = 2_000;

    private final Tracks tracks;
    private final Map<Track, Long> next;

    private Replay(Tracks tracks, Map<Track, Long> next) {
        this.tracks = tracks;
        this.next = next;
    }

    /**
     * From these marks on; nothing when a tick since then is not here any more, or never was. A run that has no mark counts as
     * one of which nothing is known.
     */
    static Optional<Replay> since(List<Mark> marks, Tracks tracks) {
        Map<Track, Long> next = new LinkedHashMap<>();
        for (Mark mark : marks) {
            Optional<Track> track = tracks.find(mark.run(), mark.partition());
            if (track.filter(known -> mark.sequence() <= known.last()).isEmpty()) {
                return Optional.empty();
            }
            next.put(track.get(), mark.sequence() + 1);
        }
        tracks.all().forEach(track -> next.putIfAbsent(track, 1L));
        var replay = new Replay(tracks, next);
        return replay.overtaken() ? Optional.empty() : Optional.of(replay);
    }

    /** Whether something is lost. */
    boolean overtaken() {
        tracks.all().forEach(track -> next.putIfAbsent(track, track.unbrokenFrom()));
        return next.entrySet().stream()
                .anyMatch(entry -> entry.getValue() < entry.getKey().oldest());
    }

    boolean done() {
        return next.entrySet().stream()
                .allMatch(entry -> entry.getValue() > entry.getKey().last());
    }

    /** The next ticks that are wanted, perhaps none of those that it looks at. */
    Batch next(Predicate<String> wanted, Function<Tick, String> json) {
        List<String> found = new ArrayList<>();
        int looks = LOOK;
        for (Map.Entry<Track, Long> entry : next.entrySet()) {
            Track track = entry.getKey();
            long sequence = entry.getValue();
            for (; sequence <= track.last() && looks > 0 && found.size() < Batch.MOST; sequence++, looks--) {
                Tick tick = track.tick(sequence);
                if (wanted.test(tick.symbol())) {
                    found.add(json.apply(tick));
                }
            }
            entry.setValue(sequence);
        }
        return new Batch(false, found, 0);
    }

    /** How far it is. */
    List<Mark> marks() {
        return next.entrySet().stream()
                .map(entry -> new Mark(entry.getKey().run(), entry.getKey().partition(), entry.getValue() - 1))
                .toList();
    }
}
