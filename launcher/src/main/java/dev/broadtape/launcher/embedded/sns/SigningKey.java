package dev.broadtape.launcher.embedded.sns;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The key that signs notifications and the certificate that subscribers check them with. Made at the first start and
 * kept in one file, readable by its owner only. Nothing trusts the certificate but who fetches it from this endpoint.
 */
record SigningKey(PrivateKey privateKey, X509Certificate certificate) {
    private static final String ALIAS = "sns";

    /** PKCS #12 demands one; what protects the key is the file's permission. */
    private static final char[] PASSWORD = "embedded-sns".toCharArray();

    static SigningKey in(Path folder, Instant now) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("signing.p12");
        if (!Files.exists(file)) {
            SigningCertificate.make(now).store(file);
        }
        return load(file);
    }

    private static SigningKey load(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        if (keys.getKey(ALIAS, PASSWORD) instanceof PrivateKey key
                && keys.getCertificate(ALIAS) instanceof X509Certificate certificate) {
            return new SigningKey(key, certificate);
        }
        throw new GeneralSecurityException(file + " holds no signing key");
    }

    private void store(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        keys.setKeyEntry(ALIAS, privateKey, PASSWORD, new Certificate[] {certificate});
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "signing", ".p12");
        try (OutputStream out = Files.newOutputStream(draft)) {
            keys.store(out, PASSWORD);
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
