package dev.broadtape.dashboard;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a message to a browser says of ticks: a frame tells those of its intervals, a snapshot supersedes all before it.
 *
 * @param snapshot whether it is one
 * @param frame the number of the frame, or of the last one that the snapshot includes
 * @param heard all ticks heard up to then
 * @param quotes ticks that it tells by themselves
 * @param conflated ticks that it tells by a newer one
 */
record Told(boolean snapshot, long frame, long heard, long quotes, long conflated) {
    /** Reads it from the message as it goes out, so that what is counted is what is sent. */
    static Optional<Told> in(JsonObject message) {
        if (!(message.getValue("body") instanceof JsonObject body) || !body.containsKey("heard")) {
            return Optional.empty();
        }
        return Optional.of(
                body.containsKey("frame")
                        ? new Told(true, body.getLong("frame"), body.getLong("heard"), 0, 0)
                        : new Told(
                                false,
                                body.getLong("to"),
                                body.getLong("heard"),
                                body.getJsonArray("quotes").size(),
                                body.getLong("conflated")));
    }
}
