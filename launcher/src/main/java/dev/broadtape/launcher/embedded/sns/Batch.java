package dev.broadtape.launcher.embedded.sns;

import dev.broadtape.launcher.embedded.sns.State.Posted;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The outcome of one batch: some entries accepted, some refused. */
final class Batch {
    private static final int MAX_ENTRIES = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final StringBuilder successful = new StringBuilder();
    private final StringBuilder failed = new StringBuilder();
    private final Set<String> recipients = new LinkedHashSet<>();

    /** Refuses a batch that SNS refuses as a whole. */
    static void ensureAcceptable(List<QueryRequest> entries) {
        List<String> ids = entries.stream().map(entry -> entry.required("Id")).toList();
        ensure(!entries.isEmpty(), "EmptyBatchRequest", "The batch request doesn't contain any entries");
        ensure(entries.size() <= MAX_ENTRIES, "TooManyEntriesInBatchRequest", "More than 10 entries");
        ensure(Set.copyOf(ids).size() == ids.size(), "BatchEntryIdsNotDistinct", "Two entries have the same Id");
        ensure(ids.stream().allMatch(id -> ID.matcher(id).matches()), "InvalidBatchEntryId", "An Id is malformed");
        ensure(bytes(entries) <= Message.MAX_BYTES, "BatchRequestTooLong", "The batch is longer than 262144 bytes");
    }

    void accepted(String id, Posted posted) {
        recipients.addAll(posted.recipients());
        String member = Xml.text("Id", id) + Xml.text("MessageId", posted.messageId());
        successful.append(Xml.parent("member", member));
    }

    void refused(String id, AwsFault fault) {
        boolean senderFault = fault.status() < 500 && fault.status() != 429;
        String member = Xml.text("Id", id)
                + Xml.text("Code", fault.code())
                + Xml.text("Message", fault.reason())
                + Xml.text("SenderFault", String.valueOf(senderFault));
        failed.append(Xml.parent("member", member));
    }

    Set<String> recipients() {
        return recipients;
    }

    String xml() {
        return Xml.parent("Successful", successful.toString()) + Xml.parent("Failed", failed.toString());
    }

    private static int bytes(List<QueryRequest> entries) {
        return entries.stream()
                .map(entry -> entry.text("Message").orElse(""))
                .mapToInt(message -> message.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static void ensure(boolean claim, String code, String otherwise) {
        if (!claim) {
            throw AwsFault.of(400, code, otherwise);
        }
    }
}
