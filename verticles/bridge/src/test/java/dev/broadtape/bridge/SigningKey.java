package dev.broadtape.bridge;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** A key with a certificate, as SNS has one. Made by the JDK's keytool. */
record SigningKey(PrivateKey key, String pem) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** A key as SNS has it, the same for all who ask. */
    static SigningKey sns() {
        return Sns.KEY;
    }

    static SigningKey of(String host) throws Exception {
        Path folder = Files.createTempDirectory("signing");
        Path file = folder.resolve("key.p12");
        try {
            generate(host, file);
            return read(file);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    /** In base64, by the algorithm of signature version 1 or 2. */
    String sign(String text, String version) throws Exception {
        Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static final class Sns {
        private static final SigningKey KEY = make();

        private static SigningKey make() {
            try {
                return of("sns.amazonaws.com");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void generate(String host, Path file) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sns",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }

    private static SigningKey read(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        byte[] der = keys.getCertificate("sns").getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return new SigningKey(
                (PrivateKey) Objects.requireNonNull(keys.getKey("sns", PASSWORD)),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(lines));
    }
}
