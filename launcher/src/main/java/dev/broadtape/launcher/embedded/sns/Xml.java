package dev.broadtape.launcher.embedded.sns;

import java.util.Map;
import java.util.stream.Collectors;

/** The answers of the AWS Query protocol. */
final class Xml {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private Xml() {}

    static String success(String action, String result, String requestId) {
        return "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult>%4$s</%1$sResponse>"
                .formatted(action, NAMESPACE, result, parent("ResponseMetadata", text("RequestId", requestId)));
    }

    static String failure(AwsFault fault, String requestId) {
        String type = fault.status() < 500 ? "Sender" : "Receiver";
        String error = text("Type", type) + text("Code", fault.code()) + text("Message", fault.reason());
        return "<ErrorResponse xmlns=\"%s\">%s%s</ErrorResponse>"
                .formatted(NAMESPACE, parent("Error", error), text("RequestId", requestId));
    }

    static String parent(String name, String children) {
        return "<%1$s>%2$s</%1$s>".formatted(name, children);
    }

    static String text(String name, String text) {
        return parent(name, escaped(text));
    }

    static String attributes(Map<String, String> attributes) {
        String entries = attributes.entrySet().stream()
                .map(entry -> parent("entry", text("key", entry.getKey()) + text("value", entry.getValue())))
                .collect(Collectors.joining());
        return parent("Attributes", entries);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(allowed(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c >= ' ' && Character.getType(c) != Character.SURROGATE && c != 0xFFFE && c != 0xFFFF;
    }
}
