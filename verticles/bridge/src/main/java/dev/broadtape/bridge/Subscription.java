package dev.broadtape.bridge;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;

/** Our subscription to the topic: the URL that SNS is to post to. For use on one context. */
final class Subscription {
    /** Looks, one a second, until SNS is asked to put its question once more. */
    private static final int PATIENCE = 60;

    private final SnsCalls calls;
    private final String url;
    private int unanswered;

    Subscription(SnsCalls calls, String url) {
        this.calls = calls;
        this.url = url;
    }

    /** Subscribes if there is no such subscription, and says whether it is confirmed. */
    Future<Boolean> see(String topicArn) {
        return find(topicArn, null).compose(found -> {
            if (found.filter(arn -> arn.startsWith("arn:")).isPresent()) {
                unanswered = 0;
                return Future.succeededFuture(true);
            }
            boolean ask = found.isEmpty() || unanswered >= PATIENCE;
            unanswered = ask ? 0 : unanswered + 1;
            return ask ? subscribe(topicArn) : Future.succeededFuture(false);
        });
    }

    /** What SNS calls our subscription: an ARN, or PendingConfirmation. */
    private Future<Optional<String>> find(String topicArn, @Nullable String page) {
        return calls.call(sns -> sns.listSubscriptionsByTopic(
                        list -> list.topicArn(topicArn).nextToken(page)))
                .compose(list -> {
                    Optional<String> found = ours(list);
                    return found.isPresent() || list.nextToken() == null
                            ? Future.succeededFuture(found)
                            : find(topicArn, list.nextToken());
                });
    }

    private Optional<String> ours(ListSubscriptionsByTopicResponse list) {
        return list.subscriptions().stream()
                .filter(each -> url.equals(each.endpoint()) && !"Deleted".equals(each.subscriptionArn()))
                .map(each -> each.subscriptionArn())
                .findFirst();
    }

    private Future<Boolean> subscribe(String topicArn) {
        String protocol = url.startsWith("https:") ? "https" : "http";
        return calls.call(sns -> sns.subscribe(
                        to -> to.topicArn(topicArn).protocol(protocol).endpoint(url)))
                .map(made -> made.subscriptionArn().startsWith("arn:"));
    }
}
