package dev.broadtape.launcher.embedded.sns;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A topic as it is stored.
 *
 * @param signatureVersion "1" for SHA1withRSA, "2" for SHA256withRSA
 */
record Topic(String arn, String displayName, String signatureVersion) {
    static final String ACCOUNT = "000000000000";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final Set<String> SIGNATURE_VERSIONS = Set.of("1", "2");

    static Topic named(String name, String region) {
        if (!NAME.matcher(name).matches()) {
            throw AwsFault.invalid("Topic Name");
        }
        return new Topic(String.join(":", "arn", partition(region), "sns", region, ACCOUNT, name), "", "2");
    }

    Topic with(String attribute, String value) {
        return switch (attribute) {
            case "DisplayName" -> new Topic(arn, value, signatureVersion);
            case "SignatureVersion" -> new Topic(arn, displayName, known(value));
            default -> throw AwsFault.invalid("AttributeName: " + attribute);
        };
    }

    String region() {
        return arn.split(":", -1)[3];
    }

    private static String known(String version) {
        if (!SIGNATURE_VERSIONS.contains(version)) {
            throw AwsFault.invalid("SignatureVersion: must be 1 or 2");
        }
        return version;
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
