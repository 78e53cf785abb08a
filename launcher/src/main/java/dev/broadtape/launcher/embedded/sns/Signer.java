package dev.broadtape.launcher.embedded.sns;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Signs messages as SNS does and says where the certificate is. Safe on any thread; slow for an event loop. */
final class Signer {
    /** Documented order is that of the names; a field that a message lacks is left out. */
    private static final Set<String> SIGNED_FIELDS =
            Set.of("Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    private static final int BASE64_LINE = 64;

    private final SigningKey key;
    private final String certificatePath;
    private final String pem;

    Signer(SigningKey key) throws GeneralSecurityException {
        this.key = key;
        byte[] der = key.certificate().getEncoded();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
        certificatePath =
                "/SimpleNotificationService-%s.pem".formatted(HexFormat.of().formatHex(digest, 0, 16));
        Base64.Encoder lines = Base64.getMimeEncoder(BASE64_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        pem = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(lines.encodeToString(der));
    }

    String certificatePath() {
        return certificatePath;
    }

    String pem() {
        return pem;
    }

    /** The address of real SNS: verifiers accept no other, and go through a client that leads them here. */
    String certificateUrl(String region) {
        String suffix = region.startsWith("cn-") ? ".cn" : "";
        return "https://sns.%s.amazonaws.com%s%s".formatted(region, suffix, certificatePath);
    }

    String sign(Map<String, String> fields, String signatureVersion) {
        var canonical = new StringBuilder();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (SIGNED_FIELDS.contains(name)) {
                canonical.append(name).append('\n').append(value).append('\n');
            }
        });
        return sign(canonical.toString(), signatureVersion.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
    }

    private String sign(String canonical, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key.privateKey());
            signature.update(canonical.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + algorithm, e);
        }
    }
}
