package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;

/** AWS's own verifier: the certificate's host, path, names and dates, and either signature version. */
final class AwsVerifier implements Verifier {
    private final SdkHttpClient http;
    private final SnsMessageManager manager;

    AwsVerifier(SnsAddress address) {
        this.http = CertificateClient.of(address);
        this.manager = SnsMessageManager.builder()
                .region(address.region())
                .httpClient(http)
                .build();
    }

    @Override
    public void verify(SnsPost post, String body) {
        try {
            requireSame(post, manager.parseMessage(body));
        } catch (RuntimeException e) {
            // The SDK has no one type for what it refuses: SdkClientException, NullPointerException for a missing field
            // …
            throw fault(e);
        }
    }

    @Override
    public void close() {
        manager.close();
        http.close();
    }

    /** Two readers of one text could read it differently, and only what the verifier read is signed. */
    private static void requireSame(SnsPost post, SnsMessage signed) {
        Optional<String> token = signed instanceof SnsSubscriptionConfirmation confirmation
                ? Optional.ofNullable(confirmation.token())
                : post.token();
        if (!post.type().equals(signed.type().toString())
                || !post.messageId().equals(signed.messageId())
                || !post.topicArn().equals(signed.topicArn())
                || !post.message().equals(signed.message())
                || !post.time().equals(signed.timestamp())
                || !post.token().equals(token)) {
            throw new IllegalArgumentException("it reads differently to different readers");
        }
    }

    private static Fault fault(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateClient.Unreachable) {
                return Fault.unavailable("the signing certificate cannot be had: " + Causes.text(thrown));
            }
        }
        return Fault.of(Fault.Kind.FORBIDDEN, "it is not signed by SNS: " + Causes.text(thrown));
    }
}
