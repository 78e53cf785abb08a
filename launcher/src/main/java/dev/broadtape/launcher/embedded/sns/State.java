package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.sns.Mailbox.Letter;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVStore;

/** All that survives a restart. Only the journal's thread touches it. */
final class State {
    private final Counts counts;
    private final Topics topics;
    private final Subscriptions subscriptions;
    private final Mailbox mailbox;

    State(MVStore store, Counts counts) {
        this.counts = counts;
        topics = new Topics(store.openMap("topics"));
        subscriptions = new Subscriptions(store.openMap("subscriptions"));
        mailbox = new Mailbox(store.openMap("letters"), counts);
    }

    Topics topics() {
        return topics;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /** Queues {@code message} for every subscription that wants it, or for none where one of their queues is full. */
    Posted post(Message message) {
        topics.get(message.topicArn());
        List<Subscription> recipients = subscriptions.wanting(message);
        recipients.forEach(this::ensureRoom);
        String json = Json.write(message);
        recipients.forEach(recipient -> mailbox.add(recipient, json));
        counts.published.increment();
        return new Posted(
                message.id(), recipients.stream().map(Subscription::arn).toList());
    }

    /** The next letters for a subscription, or nothing where it no longer exists. */
    Optional<Round> nextFor(String subscriptionArn, int limit) {
        return subscriptions
                .find(subscriptionArn)
                .map(subscription -> new Round(
                        subscription, topics.get(subscription.topicArn()), mailbox.oldest(subscriptionArn, limit)));
    }

    void removeSubscription(String arn) {
        subscriptions.remove(arn);
        mailbox.clear(arn);
    }

    void removeTopic(String arn) {
        subscriptions.of(arn).forEach(subscription -> removeSubscription(subscription.arn()));
        topics.remove(arn);
    }

    private void ensureRoom(Subscription recipient) {
        try {
            mailbox.ensureRoom(recipient);
        } catch (AwsFault full) {
            counts.refused.increment();
            throw full;
        }
    }

    /** A message that was accepted, and the subscriptions that it waits for. */
    record Posted(String messageId, List<String> recipients) {}

    /** One turn of a courier; no letters where the subscription awaits its confirmation or nothing waits. */
    record Round(Subscription subscription, Topic topic, List<Letter> letters) {}
}
