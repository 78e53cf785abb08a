package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;

/** One operation of the SNS API. */
interface Action {
    /** Answers the XML inside the result element, or fails with an {@link AwsFault}. */
    Future<String> answer(QueryRequest request);
}
