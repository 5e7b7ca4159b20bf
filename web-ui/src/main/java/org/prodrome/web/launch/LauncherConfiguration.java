package org.prodrome.web.launch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.PendingLaunches;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The launcher, from the site's settings. */
@Configuration
class LauncherConfiguration {
    static final String CALLBACK = "/launch/callback";

    @Bean
    SigningKeys signingKeys(ProdromeSettings settings, Clock clock) {
        Path file = settings.clientKeys().file();
        Path own = settings.dataDir().resolve("keys").resolve("smart-client.json");
        return SigningKeys.in(file == null ? own : file, clock);
    }

    @Bean
    SmartLauncher smartLauncher(ProdromeSettings settings, SigningKeys keys, PendingLaunches pending, Clock clock) {
        SmartLauncher.Builder builder =
                SmartLauncher.builder().pendingLaunches(pending).clock(clock);
        settings.issuers().forEach(issuer -> builder.register(registration(issuer, settings.baseUrl(), keys)));
        return builder.build();
    }

    static IssuerRegistration registration(IssuerSettings issuer, URI baseUrl, SigningKeys keys) {
        ClientAuthentication authentication = switch (issuer.authentication()) {
            case PRIVATE_KEY_JWT ->
                new ClientAuthentication.PrivateKeyJwt(
                        keys, issuer.sendKeySetUrl() ? URI.create(baseUrl + JwksController.PATH) : null);
            case CLIENT_SECRET -> ClientSecretFile.read(issuer);
            case PUBLIC -> new ClientAuthentication.PublicClient();
        };
        IssuerRegistration registration = IssuerRegistration.of(
                issuer.issuer(),
                issuer.clientId(),
                authentication,
                URI.create(baseUrl + CALLBACK),
                Scopes.parse(String.join(" ", issuer.scopes())));
        IssuerRegistration trusting = registration
                .trustingHosts(issuer.trustedHosts().toArray(String[]::new))
                .tolerating(issuer.leniencies().toArray(IssuerRegistration.Leniency[]::new));
        IssuerRegistration loopback = issuer.loopbackHttp() ? trusting.allowingLoopbackHttp() : trusting;
        return issuer.internalNetwork() ? loopback.onInternalNetwork() : loopback;
    }
}
