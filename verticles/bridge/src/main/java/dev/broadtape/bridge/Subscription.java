package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;

/** Our subscription to the topic: the URL that SNS is to post to. For use on one context. */
final class Subscription {
    /** Looks, one a second, until SNS is asked to put its question once more. */
    private static final int PATIENCE = 60;

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final SnsCalls calls;
    private final String url;
    private final Filter filter;
    private final boolean othersMaySubscribe;
    private int unanswered;
    private String settled = "";
    private boolean leftToOthers;

    /**
     * A subscription that may not be there yet.
     *
     * @param url that SNS is to post to
     * @param othersMaySubscribe as whoever made the topic may have done: if we may not see to it, that is no failure
     */
    Subscription(SnsCalls calls, String url, Filter filter, boolean othersMaySubscribe) {
        this.calls = calls;
        this.url = url;
        this.filter = filter;
        this.othersMaySubscribe = othersMaySubscribe;
    }

    /** Subscribes if there is no such subscription, sets its filter, and says whether it is confirmed. */
    Future<Boolean> see(String topicArn) {
        return seeOurs(topicArn).recover(thrown -> {
            if (!othersMaySubscribe || !SnsTrouble.is(Fault.Kind.FORBIDDEN, thrown)) {
                return Future.failedFuture(thrown);
            }
            if (!leftToOthers) {
                leftToOthers = true;
                log.warn("whether SNS posts to {} is left to others: {}", url, Causes.text(thrown));
            }
            return Future.succeededFuture(true);
        });
    }

    private Future<Boolean> seeOurs(String topicArn) {
        return find(topicArn, null).compose(found -> {
            Optional<String> confirmed = found.filter(arn -> arn.startsWith("arn:"));
            if (confirmed.isPresent()) {
                unanswered = 0;
                return confirmed.get().equals(settled) ? Future.succeededFuture(true) : settle(confirmed.get());
            }
            boolean ask = found.isEmpty() || unanswered >= PATIENCE;
            unanswered = ask ? 0 : unanswered + 1;
            return ask ? subscribe(topicArn) : Future.succeededFuture(false);
        });
    }

    /** Looks at what a subscription filters by, until that is right; some endpoints list one by ARN that is pending yet. */
    private Future<Boolean> settle(String arn) {
        return attributes(arn).compose(now -> {
            if ("true".equals(now.get("PendingConfirmation"))) {
                return Future.succeededFuture(false);
            }
            return filter.isSaidBy(now.getOrDefault(Filter.ATTRIBUTE, ""))
                    ? Future.succeededFuture(settled(arn))
                    : set(arn).map(done -> settled(arn));
        });
    }

    private boolean settled(String arn) {
        settled = arn;
        return true;
    }

    /** None where we may not see them and need not. */
    private Future<Map<String, String>> attributes(String arn) {
        return calls.call(sns -> sns.getSubscriptionAttributes(get -> get.subscriptionArn(arn)))
                .map(GetSubscriptionAttributesResponse::attributes)
                .recover(thrown -> filter.isNone() && SnsTrouble.is(Fault.Kind.FORBIDDEN, thrown)
                        ? Future.succeededFuture(Map.of())
                        : Future.failedFuture(thrown));
    }

    private Future<SetSubscriptionAttributesResponse> set(String arn) {
        return calls.call(sns -> sns.setSubscriptionAttributes(
                set -> set.subscriptionArn(arn).attributeName(Filter.ATTRIBUTE).attributeValue(filter.text())));
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
        return calls.call(sns -> sns.subscribe(to ->
                        to.topicArn(topicArn).protocol(protocol).endpoint(url).attributes(filter.attributes())))
                .map(made -> made.subscriptionArn().startsWith("arn:"));
    }
}
