package org.prodrome.web.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.PendingLaunches;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;

/** The example files in {@code config} are what they say: settings that bind, of which a launcher can be made. */
class ExampleConfigurationsTest {
    private final SigningKeys keys = SigningKeys.inMemory(Clock.systemUTC());

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"demo.yml, 1", "epic-like.yml, 1", "oracle-like.yml, 1", "three-ehrs.yml, 3"})
    void everyExampleMakesALauncher(String file, int issuers) throws IOException {
        ProdromeSettings settings = bind(withSecret(text(file), "rw-------"));
        var pending = PendingLaunches.inMemory(Clock.systemUTC(), 1);
        SmartLauncher launcher = new LauncherConfiguration().smartLauncher(settings, keys, pending, Clock.systemUTC());

        assertThat(launcher).isNotNull();
        assertThat(settings.issuers()).hasSize(issuers);
    }

    @Test
    void anEpicLikeEhrIsInternalAndMayLackDiscoveryFields() throws IOException {
        IssuerRegistration epic = registration("epic-like.yml", 0);

        assertThat(epic.internalNetwork()).isTrue();
        assertThat(epic.leniencies()).containsExactly(IssuerRegistration.Leniency.DISCOVERY_FIELDS_MISSING);
        assertThat(epic.trustedHosts()).isEmpty();
    }

    @Test
    void anOracleLikeEhrAuthorizesOnAnotherHost() throws IOException {
        IssuerRegistration oracle = registration("oracle-like.yml", 0);

        assertThat(oracle.trustedHosts()).containsExactly("authorization.ehr.example");
        assertThat(oracle.internalNetwork()).isFalse();
        assertThat(oracle.leniencies()).isEmpty();
        assertThat(oracle.scopes().toString()).doesNotContain("ServiceRequest");
    }

    @Test
    void aSecretThatOthersCanReadEndsTheStart() throws IOException {
        ProdromeSettings settings = bind(withSecret(text("three-ehrs.yml"), "rw-r--r--"));
        IssuerSettings clinic = settings.issuers().get(2);

        assertThatThrownBy(() -> LauncherConfiguration.registration(clinic, settings.baseUrl(), keys))
                .hasMessageContaining("client-secret-file")
                .hasMessageContaining("mode 600");
    }

    @Test
    void aSettingThatIsWrongIsNamed() throws IOException {
        String wrong = text("demo.yml")
                .replace("client-id: prodrome\n", "client-id: prodrome\n      client-secret-file: /a/file\n");

        assertThatThrownBy(() -> bind(wrong))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("client-secret-file of issuer http://localhost:9090/fhir:"
                        + " expected exactly where authentication is CLIENT_SECRET");
    }

    private IssuerRegistration registration(String file, int issuer) throws IOException {
        ProdromeSettings settings = bind(text(file));
        return LauncherConfiguration.registration(settings.issuers().get(issuer), settings.baseUrl(), keys);
    }

    private String withSecret(String text, String mode) throws IOException {
        Path secret = Files.writeString(folder.resolve("clinic.secret"), "for-tests-only\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(mode));
        return text.replace("/srv/prodrome/keys/clinic.secret", secret.toString());
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("config", file));
    }

    /** As the app reads it, over its own defaults. */
    private static ProdromeSettings bind(String text) throws IOException {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        var loader = new YamlPropertySourceLoader();
        loader.load("site", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                .forEach(sources::addLast);
        loader.load("defaults", new FileSystemResource("src/main/resources/application.yml"))
                .forEach(sources::addLast);
        return Binder.get(environment).bind("prodrome", ProdromeSettings.class).get();
    }
}
