package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * One HTTP post to a subscriber, ready to go.
 *
 * @param key the letter in it, empty for a confirmation
 * @param sinceMillis when the message was published or the subscription made
 */
record Parcel(String key, long sinceMillis, Map<String, String> headers, Buffer body) {
    boolean carriesLetter() {
        return !key.isEmpty();
    }
}
