package org.prodrome.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.conformance.ledger.Requirement;

class SigningKeysTest {
    private static final String SMART = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private final SettableClock clock = new SettableClock();

    private static List<String> published(SigningKeys keys) throws ParseException {
        return JWKSet.parse(keys.publicJwks()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private String signingKid(SigningKeys keys) {
        return keys.signing(clock.instant(), List.of("ES384")).jwk().getKeyID();
    }

    @Test
    @Requirement({SMART + 295, SMART + 313, SMART + 314, SMART + 315})
    void publishesBarePublicKeysOnly() throws ParseException {
        var document = JSONObjectUtils.parse(SigningKeys.inMemory(clock).publicJwks());
        Map<String, Object>[] keys = JSONObjectUtils.getJSONObjectArray(document, "keys");

        assertThat(keys).hasSize(2);
        assertThat(keys[0])
                .containsOnlyKeys("kty", "kid", "use", "alg", "n", "e")
                .containsEntry("alg", "RS384");
        assertThat(keys[1])
                .containsOnlyKeys("kty", "kid", "use", "alg", "crv", "x", "y")
                .containsEntry("alg", "ES384");
    }

    @Test
    void keepsItsKeysInAFileOfItsOwnersAlone(@TempDir Path folder) throws Exception {
        var file = folder.resolve("new/signing-keys.json");
        var made = SigningKeys.in(file, clock);
        var read = SigningKeys.in(file, clock);

        assertThat(read.publicJwks()).isEqualTo(made.publicJwks());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(file, file.resolveSibling("signing-keys.json.lock"));
        }
    }

    @Test
    void refusesAFileThatOthersMayRead(@TempDir Path folder) throws Exception {
        var file = folder.resolve("signing-keys.json");
        SigningKeys.in(file, clock);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> SigningKeys.in(file, clock))
                .isInstanceOf(LaunchException.Setup.class)
                .hasMessageContaining("mode 600");
    }

    @Test
    void refusesAFileOfSomethingElse(@TempDir Path folder) throws Exception {
        var file = folder.resolve("signing-keys.json");
        SigningKeys.in(file, clock);
        Files.writeString(file, "{\"keys\":[]}");
        assertThatThrownBy(() -> SigningKeys.in(file, clock)).isInstanceOf(LaunchException.Setup.class);

        Files.writeString(file, "-----BEGIN PRIVATE KEY-----");
        assertThatThrownBy(() -> SigningKeys.in(file, clock)).isInstanceOf(LaunchException.Setup.class);
    }

    @Test
    void rotatesWithoutAMomentInWhichASignatureIsUnknown(@TempDir Path folder) throws Exception {
        var file = folder.resolve("signing-keys.json");
        var keys = SigningKeys.in(file, clock);
        var old = signingKid(keys);
        keys.rotate(Duration.ofHours(1));

        assertThat(published(keys)).hasSize(4).contains(old);
        assertThat(signingKid(keys)).isEqualTo(old);

        clock.advance(Duration.ofHours(1));
        var current = signingKid(keys);
        assertThat(current).isNotEqualTo(old).isEqualTo(signingKid(SigningKeys.in(file, clock)));
        assertThat(published(keys)).contains(old, current);

        clock.advance(Duration.ofDays(2));
        assertThat(published(keys)).hasSize(2).contains(current);
    }

    @Test
    void nodesThatShareAFileSignByTheSameKeys(@TempDir Path folder) throws Exception {
        var file = folder.resolve("signing-keys.json");
        var one = SigningKeys.in(file, clock);
        var other = SigningKeys.in(file, clock);
        one.rotate(Duration.ofHours(1));

        assertThat(published(other)).isEqualTo(published(one)).hasSize(4);
        clock.advance(Duration.ofHours(1));
        assertThat(signingKid(other)).isEqualTo(signingKid(one));
    }

    @Test
    void ofSeveralNodesOneRotates(@TempDir Path folder) throws Exception {
        var file = folder.resolve("signing-keys.json");
        var nodes = List.of(SigningKeys.in(file, clock), SigningKeys.in(file, clock), SigningKeys.in(file, clock));
        clock.advance(Duration.ofDays(90));
        var rotated = nodes.parallelStream()
                .filter(node -> node.rotateIfOlder(Duration.ofDays(90), Duration.ofDays(1)))
                .count();

        assertThat(rotated).isOne();
        assertThat(published(nodes.getFirst())).hasSize(4);
    }

    @Test
    void prefersRS384WhereTheServerDoesNotSay() {
        var keys = SigningKeys.inMemory(clock);

        assertThat(keys.signing(clock.instant(), List.of()).algorithm().getName())
                .isEqualTo("RS384");
        assertThat(keys.signing(clock.instant(), List.of("RS384", "ES384"))
                        .algorithm()
                        .getName())
                .isEqualTo("ES384");
    }

    @Test
    void showsNoPrivateKey() {
        var keys = SigningKeys.inMemory(clock);
        var secret = keys.signing(clock.instant(), List.of("ES384"))
                .jwk()
                .toECKey()
                .getD()
                .toString();

        assertThat(keys.toString() + keys.signing(clock.instant(), List.of("ES384")))
                .doesNotContain(secret);
    }
}
