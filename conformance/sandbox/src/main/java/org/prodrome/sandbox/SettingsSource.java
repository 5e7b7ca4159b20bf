package org.prodrome.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.prodrome.sandbox.bulk.ExportSettings;
import org.springframework.core.env.Environment;

/** Reads the settings of a sandbox that runs as a process: properties, environment variables or arguments. */
final class SettingsSource {

    private SettingsSource() {}

    static SandboxSettings read(Environment environment) {
        SandboxSettings settings = SandboxSettings.demo()
                .withPort(environment.getProperty("sandbox.port", Integer.class, 9090))
                .withHost(environment.getProperty("sandbox.host", "localhost"))
                .withAppAt(environment.getProperty("sandbox.app-origin", SandboxSettings.DEFAULT_APP_ORIGIN))
                .withClientSecret(
                        environment.getProperty("sandbox.client-secret", SandboxSettings.DEFAULT_CLIENT_SECRET));
        settings = settings.withProfile(environment.getProperty("sandbox.profile", "open"));
        settings =
                settings.withGenerated(environment.getProperty("sandbox.generated", Integer[].class, new Integer[0]));
        settings = settings.withExports(exports(environment));
        String folder = environment.getProperty("sandbox.patients");
        String today = environment.getProperty("sandbox.today");
        String keyStore = environment.getProperty("sandbox.tls.key-store");
        settings = keyStore == null
                ? settings
                : settings.withTls(new SandboxSettings.Tls(
                        Path.of(keyStore), environment.getProperty("sandbox.tls.key-store-password", "")));
        settings = folder == null ? settings : settings.withPatientData(Path.of(folder));
        return today == null ? settings : settings.withToday(LocalDate.parse(today));
    }

    private static ExportSettings exports(Environment environment) {
        ExportSettings usual = ExportSettings.usual();
        return new ExportSettings(
                environment.getProperty("sandbox.export.resources-per-file", Integer.class, usual.resourcesPerFile()),
                Duration.ofMillis(environment.getProperty(
                        "sandbox.export.poll-ms", Long.class, usual.pollEvery().toMillis())),
                usual.pollsAtLeast(),
                Duration.ofSeconds(environment.getProperty(
                        "sandbox.export.kept-seconds",
                        Long.class,
                        usual.keptFor().toSeconds())));
    }
}
