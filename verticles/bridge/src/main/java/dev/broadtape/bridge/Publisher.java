package dev.broadtape.bridge;

import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends events to both destinations at once; what both have taken is delivered. */
final class Publisher {
    private final Leg sns;
    private final Leg kafka;

    Publisher(Leg sns, Leg kafka) {
        this.sns = sns;
        this.kafka = kafka;
    }

    /** Fails if nothing of a batch was delivered: TOO_LARGE where it never will be, else UNAVAILABLE. */
    Future<EventBatch.Receipt> publish(EventBatch batch) {
        Map<UUID, Letter> byId = new LinkedHashMap<>();
        batch.events().forEach(event -> byId.putIfAbsent(event.eventId(), Letter.of(event)));
        List<Letter> letters = List.copyOf(byId.values());
        var bySns = sns.send(letters);
        var byKafka = kafka.send(letters);
        return Future.all(bySns, byKafka).map(both -> receipt(letters, bySns.result(), byKafka.result()));
    }

    private static EventBatch.Receipt receipt(List<Letter> letters, Map<UUID, Fault> bySns, Map<UUID, Fault> byKafka) {
        List<UUID> delivered = letters.stream()
                .map(Letter::id)
                .filter(id -> !bySns.containsKey(id) && !byKafka.containsKey(id))
                .toList();
        if (delivered.isEmpty() && !letters.isEmpty()) {
            throw whole(Stream.concat(bySns.values().stream(), byKafka.values().stream())
                    .toList());
        }
        return EventBatch.Receipt.of(delivered);
    }

    private static Fault whole(Collection<Fault> reasons) {
        String text = reasons.stream().map(Fault::getMessage).distinct().collect(Collectors.joining("; "));
        boolean never = reasons.stream().allMatch(why -> why.kind() == Fault.Kind.TOO_LARGE);
        return Fault.of(never ? Fault.Kind.TOO_LARGE : Fault.Kind.UNAVAILABLE, text);
    }
}
