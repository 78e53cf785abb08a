package dev.broadtape.launcher.embedded.sns;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a self-signed certificate with the names that verifiers expect of SNS in the public regions. */
final class SigningCertificate {
    private static final Duration LIFE = Duration.ofDays(30 * 365);
    private static final X500Name SUBJECT = new X500Name("CN=sns.amazonaws.com");
    private static final GeneralNames NAMES = new GeneralNames(new GeneralName[] {
        name("sns.amazonaws.com"),
        name("sns-signing.*.amazonaws.com"),
        name("sns-us-gov-west-1.amazonaws.com"),
        name("sns-cn-north-1.amazonaws.com.cn"),
        name("sns-cn-northwest-1.amazonaws.com.cn")
    });

    private SigningCertificate() {}

    static SigningKey make(Instant now) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                SUBJECT,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFE)),
                SUBJECT,
                pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, NAMES);
        return new SigningKey(
                pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(signed(builder, pair)));
    }

    private static X509CertificateHolder signed(X509v3CertificateBuilder builder, KeyPair pair)
            throws GeneralSecurityException {
        try {
            return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign the certificate", e);
        }
    }

    private static GeneralName name(String host) {
        return new GeneralName(GeneralName.dNSName, host);
    }
}
