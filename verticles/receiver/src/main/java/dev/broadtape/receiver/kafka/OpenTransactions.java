package dev.broadtape.receiver.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/**
 * Names the transactions that are open in a partition, so that an operator knows whom to look for.
 *
 * <p>It ends none of them: their coordinator does, after the timeout that each has. From outside a transaction can only be
 * ended in one partition, and should the coordinator commit it in the others after all, ticks and position would part.
 */
record OpenTransactions(String bootstrapServers, TopicPartition source) {
    /** Such as {@code "producer 7 of other-app from offset 12 on"}; says why when it cannot be found out. Blocks. */
    String describe() {
        try (Admin admin = Admin.create(new HashMap<String, Object>(ClientSettings.admin(bootstrapServers)))) {
            List<ProducerState> open =
                    admin.describeProducers(List.of(source)).partitionResult(source).get().activeProducers().stream()
                            .filter(producer ->
                                    producer.currentTransactionStartOffset().isPresent())
                            .toList();
            return open.isEmpty() ? "nobody's any more" : describe(admin, open);
        } catch (ExecutionException e) {
            return "unknown, since " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown, since we were interrupted";
        }
    }

    private static String describe(Admin admin, List<ProducerState> open)
            throws ExecutionException, InterruptedException {
        var ofThese = new ListTransactionsOptions()
                .filterProducerIds(open.stream().map(ProducerState::producerId).toList());
        var names = admin.listTransactions(ofThese).all().get().stream()
                .collect(Collectors.toMap(TransactionListing::producerId, TransactionListing::transactionalId));
        return open.stream()
                .map(producer -> "producer %d of %s from offset %d on"
                        .formatted(
                                producer.producerId(),
                                names.getOrDefault(producer.producerId(), "nobody that the coordinator knows"),
                                producer.currentTransactionStartOffset().orElse(-1)))
                .collect(Collectors.joining(", "));
    }
}
