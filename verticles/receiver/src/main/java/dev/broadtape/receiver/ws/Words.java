package dev.broadtape.receiver.ws;

import dev.broadtape.kit.Node;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Everything that is said to clients, as text. What many are told alike is made once. */
final class Words {
    static final int HEARTBEAT_MILLIS = 1_000;
    private static final int VERSION = 1;

    private final Node node;
    private final SocketConfig config;
    private final Board board;
    private final StringBuilder out = new StringBuilder();
    private String positions = "[]";
    private long positionsAt;

    Words(Node node, SocketConfig config, Board board) {
        this.node = node;
        this.config = config;
        this.board = board;
    }

    String hello() {
        return new JsonObject()
                .put("type", "hello")
                .put("version", VERSION)
                .put("node", node.name())
                .put("at", node.clock().instant().toString())
                .put("frameMillis", config.frameInterval().toMillis())
                .put("heartbeatMillis", HEARTBEAT_MILLIS)
                .put(
                        "limits",
                        new JsonObject()
                                .put("symbols", config.maxSymbols())
                                .put("messageBytes", Closure.MAX_MESSAGE_BYTES)
                                .put("messagesPerSecond", config.messagesPerSecond())
                                .put("resumeTicks", config.resumeTicks())
                                .put("patienceMillis", config.patience().toMillis()))
                .encode();
    }

    /**
     * The whole list.
     *
     * @param resumed whether it goes on where the client asked to; absent when it did not ask
     */
    static String subscribed(Interest interest, Optional<String> id, Optional<Boolean> resumed) {
        var json = new JsonObject().put("type", "subscribed");
        id.ifPresent(own -> json.put("id", own));
        json.put("all", interest.all()).put("symbols", new JsonArray(List.copyOf(interest.symbols())));
        resumed.ifPresent(does -> json.put("resumed", does));
        return json.encode();
    }

    String ticks(Batch batch) {
        out.setLength(0);
        out.append(batch.snapshot() ? "{\"type\":\"snapshot\",\"ticks\":[" : "{\"type\":\"ticks\",\"ticks\":[");
        String separator = "";
        for (String tick : batch.ticks()) {
            out.append(separator).append(tick);
            separator = ",";
        }
        out.append(']');
        if (!batch.snapshot()) {
            out.append(",\"conflated\":").append(batch.conflated());
        }
        return out.append('}').toString();
    }

    /** To a client that knows all there is. */
    String heartbeat(long told, long conflated) {
        if (positionsAt != board.heard()) {
            positionsAt = board.heard();
            positions = positions().encode();
        }
        return heartbeat(told, conflated, positions);
    }

    /** To a client that is on its way. */
    String heartbeat(long told, long conflated, List<Mark> marks) {
        var json = new JsonArray();
        marks.forEach(mark -> json.add(position(mark)));
        return heartbeat(told, conflated, json.encode());
    }

    private String heartbeat(long told, long conflated, String where) {
        out.setLength(0);
        return out.append("{\"type\":\"heartbeat\",\"at\":\"")
                .append(node.clock().instant())
                .append("\",\"told\":")
                .append(told)
                .append(",\"conflated\":")
                .append(conflated)
                .append(",\"positions\":")
                .append(where)
                .append('}')
                .toString();
    }

    private JsonArray positions() {
        var all = new JsonArray();
        board.tracks()
                .all()
                .forEach(track -> all.add(position(new Mark(track.run(), track.partition(), track.last()))
                        .put("unbrokenFrom", track.unbrokenFrom())));
        return all;
    }

    private static JsonObject position(Mark mark) {
        return new JsonObject()
                .put("run", mark.run().toString())
                .put("partition", mark.partition())
                .put("sequence", mark.sequence());
    }

    /** Its last warning.
     *
     * @param leftNanos of our patience
     */
    String slow(long leftNanos) {
        return new JsonObject()
                .put("type", "slow")
                .put("at", node.clock().instant().toString())
                .put("closesInMillis", leftNanos / 1_000_000)
                .encode();
    }

    static String pong(Optional<String> id) {
        var json = new JsonObject().put("type", "pong");
        id.ifPresent(own -> json.put("id", own));
        return json.encode();
    }

    static String error(Refusal refusal, Optional<String> id) {
        var json = new JsonObject().put("type", "error");
        id.ifPresent(own -> json.put("id", own));
        return json.put("code", refusal.code().label())
                .put("message", refusal.getMessage())
                .encode();
    }
}
