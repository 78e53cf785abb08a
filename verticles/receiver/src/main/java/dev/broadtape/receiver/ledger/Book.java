package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.DriverLedger.Count;
import dev.broadtape.contract.Ledger;
import dev.broadtape.contract.Ledger.OfPartition;
import dev.broadtape.contract.Ledger.OfRun;
import dev.broadtape.contract.ReceiverLedger;
import dev.broadtape.receiver.ledger.Judgement.Hop;
import dev.broadtape.receiver.ledger.Words.Heard;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Folds what is said on the bus into a ledger of the runs that a driver has spoken of. For one thread. */
final class Book {
    private final Words words = new Words();
    /** Of these runs only, by partition. */
    private final Map<UUID, Map<Integer, Account>> accounts = new HashMap<>();

    void hear(DriverLedger word, long nowNanos) {
        words.hear(word, nowNanos);
    }

    void hear(ReceiverLedger word, long nowNanos) {
        words.hear(word, nowNanos);
    }

    /** Takes down how things stand, once a second. */
    void sample(long nowNanos) {
        accounts.keySet().retainAll(words.runs());
        for (Heard<DriverLedger> driver : words.drivers()) {
            driver.word().partitions().stream()
                    .filter(count -> count.partition() >= 0 && count.partition() < Contract.PARTITIONS)
                    .forEach(count -> sample(driver, count, nowNanos));
        }
    }

    private void sample(Heard<DriverLedger> driver, Count count, long nowNanos) {
        UUID run = driver.word().run();
        Account account = accounts.computeIfAbsent(run, any -> new HashMap<>())
                .computeIfAbsent(count.partition(), any -> new Account());
        var stock = new Stock();
        words.strands(run, count.partition()).forEach(heard -> {
            heard.word().kafka().ifPresent(account::see);
            stock.add(heard.word().stored(), heard.silent(nowNanos));
        });
        long inKafka = account.kafka().last();
        account.add(
                nowNanos,
                new Figures(
                        new Figures.Driver(driver.word().fence(), !driver.silent(nowNanos)),
                        count.generated(),
                        count.acknowledged(),
                        stock.count(inKafka, Math.max(count.generated(), inKafka)),
                        account.kafka()));
    }

    /** As of the last sample. */
    Ledger ledger(Instant at) {
        return Ledger.of(
                at,
                accounts.entrySet().stream()
                        .sorted(Map.Entry.<UUID, Map<Integer, Account>>comparingByKey()
                                .reversed())
                        .map(run -> run(run.getKey(), run.getValue()))
                        .toList());
    }

    private static OfRun run(UUID run, Map<Integer, Account> byPartition) {
        List<OfPartition> partitions = byPartition.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(account -> partition(account.getKey(), account.getValue()))
                .toList();
        return new OfRun(
                run, partitions.stream().mapToLong(OfPartition::residue).sum(), partitions);
    }

    private static OfPartition partition(int partition, Account account) {
        Figures now = account.latest();
        List<Hop> hops = account.judgement().hops();
        return new OfPartition(
                partition,
                now.generated(),
                now.acknowledged(),
                now.stored(),
                now.kafka().count(),
                hops.stream().mapToLong(Hop::residue).sum(),
                hops.stream().filter(hop -> hop.residue() > 0).map(Hop::name).findFirst());
    }
}
