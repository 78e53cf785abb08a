package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.SnsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsVerifierTest {
    private final SigningKey key = SigningKey.sns();
    private final Vertx vertx = Vertx.vertx();
    private SnsStandIn sns;
    private AwsVerifier verifier;

    @BeforeEach
    void open() throws Exception {
        stand(key);
    }

    @AfterEach
    void close() {
        verifier.close();
        await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-24T09:00:00.123Z",
        "2, 2026-11-24T09:00:00.120Z",
        "1, 2026-11-24T09:00:01.000Z",
        "2, 2026-11-24T09:00:00.000Z"
    })
    void acceptsWhatIsSignedWhateverTheVersionAndTime(String version, String time) throws Exception {
        accepts(SignedPost.notification("{}")
                .version(version)
                .with("Timestamp", time)
                .with("Subject", "news")
                .signedBy(key));
        accepts(SignedPost.confirmation("t-1")
                .version(version)
                .with("Timestamp", time)
                .signedBy(key));
    }

    @Test
    void refusesWhatWasChanged() throws Exception {
        String body = SignedPost.notification("buy 100").signedBy(key);

        assertThat(fault(body.replace("buy 100", "buy 900")).kind()).isEqualTo(Fault.Kind.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signature", "SignatureVersion", "SigningCertURL", "Timestamp"})
    void refusesWhatLacksSomething(String field) throws Exception {
        var body = new JsonObject(SignedPost.notification("{}").signedBy(key));
        body.remove(field);

        assertThat(fault(body.encode()).kind()).isEqualTo(Fault.Kind.FORBIDDEN);
    }

    @Test
    void refusesASignatureVersionThatThereIsNot() throws Exception {
        String body = SignedPost.notification("{}").version("3").signedBy(key);

        assertThat(fault(body).kind()).isEqualTo(Fault.Kind.FORBIDDEN);
    }

    @Test
    void refusesACertificateFromElsewhere() throws Exception {
        SignedPost post = SignedPost.notification("{}");

        for (String url : new String[] {
            "https://sns.us-east-1.amazonaws.com.evil.example" + SignedPost.CERTIFICATE,
            "http://sns.us-east-1.amazonaws.com" + SignedPost.CERTIFICATE,
            "http://127.0.0.1:%d%s".formatted(sns.port, SignedPost.CERTIFICATE)
        }) {
            assertThat(fault(post.with("SigningCertURL", url).signedBy(key)).kind())
                    .describedAs(url)
                    .isEqualTo(Fault.Kind.FORBIDDEN);
        }
    }

    @Test
    void refusesACertificateOfSomebodyElse() throws Exception {
        SigningKey foreignKey = SigningKey.of("sns.example.com");
        stand(foreignKey);
        String body = SignedPost.notification("{}").signedBy(foreignKey);

        assertThat(fault(body).kind()).isEqualTo(Fault.Kind.FORBIDDEN);
        assertThat(fault(body)).hasMessageContaining("sns.amazonaws.com");
    }

    @Test
    void isUncertainWhileTheCertificateCannotBeHad() throws Exception {
        String body = SignedPost.notification("{}").signedBy(key);

        sns.certificateStatus = 503;
        assertThat(fault(body).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);

        sns.certificateStatus = 200;
        accepts(body);
    }

    @Test
    void isUncertainWhileTheEndpointIsAway() throws Exception {
        String body = SignedPost.notification("{}").signedBy(key);
        sns.close();

        assertThat(fault(body).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
    }

    @Test
    void refusesWhatTheTwoReadersReadDifferently() throws Exception {
        String signed = SignedPost.notification("{}").signedBy(key);
        SnsPost claimed = SnsPost.read(signed.replace("\"Message\":\"{}\"", "\"Message\":\"other\""));

        Fault fault = catchThrowableOfType(Fault.class, () -> verifier.verify(claimed, signed));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.FORBIDDEN);
    }

    private void stand(SigningKey signer) throws Exception {
        sns = new SnsStandIn(vertx, signer);
        verifier = new AwsVerifier(SnsAddress.of(Fixtures.config().sns(), new SnsConfig(true, sns.port)));
    }

    private void accepts(String body) {
        assertThatNoException().isThrownBy(() -> verifier.verify(SnsPost.read(body), body));
    }

    private Fault fault(String body) {
        return catchThrowableOfType(Fault.class, () -> verifier.verify(SnsPost.read(body), body));
    }
}
