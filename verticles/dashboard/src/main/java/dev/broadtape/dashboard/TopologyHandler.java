package dev.broadtape.dashboard;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code GET /api/v1/topology}: the tiers, the nodes that run each, and where to ask them. */
final class TopologyHandler implements Handler<RoutingContext> {
    private final Screen screen;

    TopologyHandler(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void handle(RoutingContext request) {
        Instant now = screen.now();
        Map<String, List<TierBoard.Word>> byTier = screen.tiers().stream()
                .collect(Collectors.groupingBy(word -> word.status().tier(), TreeMap::new, Collectors.toList()));
        var tiers = new JsonArray();
        byTier.forEach((tier, words) -> tiers.add(tier(tier, words, now)));
        request.json(new JsonObject().put("tiers", tiers).put("count", tiers.size()));
    }

    private static JsonObject tier(String tier, List<TierBoard.Word> words, Instant now) {
        var nodes = new JsonArray();
        words.forEach(word -> nodes.add(node(word, now)));
        return new JsonObject().put("tier", tier).put("nodes", nodes);
    }

    private static JsonObject node(TierBoard.Word word, Instant now) {
        return word.json(now).put("links", links(word.status().url()));
    }

    private static JsonObject links(String url) {
        return url.isEmpty()
                ? new JsonObject()
                : new JsonObject()
                        .put("self", url + "/")
                        .put("health", url + "/health")
                        .put("metrics", url + "/metrics");
    }
}
