package dev.broadtape.bridge;

import dev.broadtape.kit.config.SnsConfig;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Where SNS is and as whom we speak to it.
 *
 * @param endpoint empty for AWS's own of the region
 * @param embedded in this process, which knows no accounts
 */
record SnsAddress(Region region, Optional<URI> endpoint, boolean embedded) {
    private static final AwsBasicCredentials NOBODY = AwsBasicCredentials.create("local", "local");

    static SnsAddress of(BridgeConfig.Sns bridge, SnsConfig sns) {
        Region region = Region.of(bridge.topicArn().map(SnsAddress::region).orElse(bridge.region()));
        return sns.embedded()
                ? new SnsAddress(
                        region, Optional.of(URI.create("http://%s:%d".formatted(sns.host(), sns.port()))), true)
                : new SnsAddress(region, bridge.endpoint().map(URI::create), false);
    }

    /** The default chain looks at the environment, the profile files and the instance's role. */
    AwsCredentialsProvider credentials() {
        return embedded
                ? StaticCredentialsProvider.create(NOBODY)
                : DefaultCredentialsProvider.builder().build();
    }

    /** Who holds the signing certificate in AWS's place: an endpoint that is not AWS's has its own. */
    Optional<URI> certificateHolder() {
        return endpoint.filter(uri -> !String.valueOf(uri.getHost()).matches(".*\\.amazonaws\\.com(\\.cn)?"));
    }

    /** The fourth part of {@code arn:aws:sns:us-east-1:123456789012:name}. */
    private static String region(String arn) {
        return arn.split(":", -1)[3];
    }

    @Override
    public String toString() {
        return endpoint.map(URI::toString).orElse("SNS in " + region);
    }
}
