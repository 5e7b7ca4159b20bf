package org.prodrome.suite.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate that it signed itself, for {@code localhost} and {@code 127.0.0.1}.
 *
 * @param keyStore PKCS12, with the key
 * @param trustStore PKCS12, with the certificate alone
 */
public record SelfSigned(Path keyStore, Path trustStore) {
    private static final String PASSWORD = "loopback-only";

    /** Makes one in this folder, by the JDK's keytool. */
    public static SelfSigned in(Path folder) {
        Path store = folder.resolve("self-signed.p12").toAbsolutePath();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2");
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
            }
            return new SelfSigned(
                    store, trusting(store, folder.resolve("trusted.p12").toAbsolutePath()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path trusting(Path keyStore, Path trustStore) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", read(keyStore).getCertificate("server"));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return trustStore;
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    /** Lets a JVM trust it, and nothing else. */
    List<String> trusting() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** Arguments of a Spring Boot program that serves by it; the prefix is {@code server.ssl} or the program's own. */
    List<String> serving(String prefix) {
        return List.of("--" + prefix + ".key-store=" + keyStore, "--" + prefix + ".key-store-password=" + PASSWORD);
    }

    /** Serves by it and trusts it. */
    public SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(read(keyStore), PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(read(trustStore));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key store is not usable", e);
        }
    }
}
