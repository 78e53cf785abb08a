package dev.broadtape.bridge;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Failures of SNS calls, told so that an operator knows what to do. */
final class SnsTrouble {
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "InvalidSecurity",
            "MissingAuthenticationToken",
            "OptInRequired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private SnsTrouble() {}

    /**
     * NOT_FOUND for a topic that is not there, FORBIDDEN for what the credentials do not allow, UNAVAILABLE for the rest; a
     * bug stays as it is.
     */
    static Throwable of(Throwable thrown, SnsAddress address) {
        Throwable cause = thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
        if (cause instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return refusal(refusal, address);
        }
        if (!(cause instanceof SdkException)) {
            return cause;
        }
        String text = Causes.text(cause);
        return Fault.unavailable(
                String.valueOf(cause.getMessage()).contains("Unable to load credentials")
                        ? "no AWS credentials for %s: give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or an instance role"
                                .formatted(address)
                        : "no answer from %s: %s".formatted(address, text));
    }

    static boolean is(Fault.Kind kind, Throwable thrown) {
        return thrown instanceof Fault fault && fault.kind() == kind;
    }

    private static Fault refusal(AwsServiceException refusal, SnsAddress address) {
        String code = String.valueOf(refusal.awsErrorDetails().errorCode());
        String text = "%s (%s)".formatted(firstLine(refusal.awsErrorDetails().errorMessage()), code);
        if (code.startsWith("NotFound")) {
            return Fault.of(Fault.Kind.NOT_FOUND, text);
        }
        if (BAD_CREDENTIALS.contains(code)) {
            // Only the code: AWS's words repeat what it was given for a key, which may be the secret in the wrong place
            return Fault.unavailable("the AWS credentials are refused by %s: %s".formatted(address, code));
        }
        if (refusal.statusCode() == 403) {
            return Fault.of(
                    Fault.Kind.FORBIDDEN, "the AWS credentials lack a permission at %s: %s".formatted(address, text));
        }
        return Fault.unavailable("%s refuses: %s".formatted(address, text));
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("no reason given");
    }
}
