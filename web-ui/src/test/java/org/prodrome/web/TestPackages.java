package org.prodrome.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.prodrome.reasoning.model.PackageSeal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Object mother: packages like the shipped one under versions of their own, signed with a key of their own. */
final class TestPackages {
    private static final Path SHIPPED = Path.of("..", "reasoning", "models", "default");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path root;
    private final KeyPair keys;

    TestPackages(Path root) throws IOException, GeneralSecurityException {
        this.root = root;
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createDirectories(trusted());
        Files.writeString(
                trusted().resolve("site.pub"),
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    /** Where the public key lies. */
    Path trusted() {
        return root.resolve("trusted-keys");
    }

    /** A signed copy with another version and a card that says it. */
    Path version(String folder, String version) throws IOException, GeneralSecurityException {
        Path copy = root.resolve(folder);
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(SHIPPED.relativize(file).toString()));
            }
        }
        ObjectNode settings = (ObjectNode) JSON.readTree(copy.resolve("model.json"));
        Files.write(copy.resolve("model.json"), JSON.writeValueAsBytes(settings.put("version", version)));
        Files.writeString(copy.resolve("card.html"), "<p>" + version + "</p>");
        seal(copy, version);
        return copy;
    }

    private void seal(Path copy, String version) throws IOException, GeneralSecurityException {
        byte[] manifest = JSON.writeValueAsBytes(new TreeMap<>(Map.of(
                "format", 1, "name", "prodrome-default", "version", version, "files", PackageSeal.hashes(copy))));
        Files.write(copy.resolve("manifest.json"), manifest);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(manifest);
        Files.writeString(copy.resolve("manifest.sig"), Base64.getEncoder().encodeToString(signature.sign()));
    }
}
