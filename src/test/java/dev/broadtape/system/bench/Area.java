package dev.broadtape.system.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** Which part of the pipeline a stack is in: the frame nearest to the top of which that is known decides. */
final class Area {
    /** Threads in here wait, though they count as running in native code. */
    private static final List<String> WAITING = List.of("wait", "epollWait", "accept", "park");

    /** Beginnings of a class name; the first that fits counts. */
    private static final List<Map.Entry<String, String>> AREAS = List.of(
            Map.entry("dev.broadtape.driver.", "driver: making ticks, window"),
            Map.entry("dev.broadtape.contract.FrameCodec", "contract: frames to bytes and back"),
            Map.entry("dev.broadtape.contract.sbe.TickFrame", "contract: frames to bytes and back"),
            Map.entry("dev.broadtape.contract.TickFrame", "contract: frames to bytes and back"),
            Map.entry("dev.broadtape.receiver.store.", "receiver: tick store"),
            Map.entry("org.rocksdb.", "receiver: tick store"),
            Map.entry("dev.broadtape.receiver.kafka.TickRecords", "receiver: keys, values, headers"),
            Map.entry("dev.broadtape.receiver.kafka.TickBytes", "receiver: keys, values, headers"),
            Map.entry("dev.broadtape.receiver.kafka.AsciiBytes", "receiver: keys, values, headers"),
            Map.entry("dev.broadtape.contract.TickCodec", "receiver: keys, values, headers"),
            Map.entry("dev.broadtape.contract.sbe.TickMessage", "receiver: keys, values, headers"),
            Map.entry("org.apache.kafka.clients.producer.", "kafka producer: batches, lz4"),
            Map.entry("dev.broadtape.receiver.kafka.Sighting", "receiver: audit"),
            Map.entry("dev.broadtape.receiver.kafka.ReadBack", "receiver: audit"),
            Map.entry("org.apache.kafka.clients.consumer.", "receiver: audit"),
            Map.entry("dev.broadtape.receiver.", "receiver: intake, answers"),
            Map.entry("dev.broadtape.dashboard.", "dashboard"),
            Map.entry("dev.broadtape.", "other verticles"),
            Map.entry("kafka.", "kafka broker"),
            Map.entry("org.apache.kafka.server.", "kafka broker"),
            Map.entry("org.apache.kafka.storage.", "kafka broker"),
            Map.entry("org.apache.kafka.coordinator.", "kafka broker"),
            Map.entry("org.apache.kafka.raft.", "kafka broker"),
            Map.entry("org.apache.kafka.common.network.", "kafka network"),
            Map.entry("io.vertx.", "bus"),
            Map.entry("io.netty.", "bus"));

    private Area() {}

    /** None for a thread that waits. */
    static Optional<String> of(RecordedStackTrace stack) {
        if (stack.getFrames().isEmpty()
                || WAITING.contains(stack.getFrames().get(0).getMethod().getName())) {
            return Optional.empty();
        }
        return Optional.of(stack.getFrames().stream()
                .flatMap(frame -> area(frame).stream())
                .findFirst()
                .orElse("other"));
    }

    private static Optional<String> area(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return AREAS.stream()
                .filter(area -> type.startsWith(area.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
