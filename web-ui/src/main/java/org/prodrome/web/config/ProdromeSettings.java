package org.prodrome.web.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code prodrome:} in the configuration file.
 *
 * @param baseUrl where browsers and EHRs reach this app, without a trailing slash
 * @param dataDir database, keys and other state of this node
 * @param modelDir the model package to serve
 * @param trustedKeysDir public keys a model package may be signed with
 * @param zone the site's time zone: decides which day "today" is
 * @param issuers the EHRs this app belongs to; no other is served
 * @param pilotUsers absolute fhirUser URLs that see what is in pilot; {@code iss} of a CDS client for its calls that name no user
 *     (order-dispatch, medication-refill); {@code *} for everybody
 * @param clientKeys by which this app proves who it is
 * @param deadlines time budgets
 * @param hooks how much hook calls may take of this node
 * @param suppression how long decisions count
 * @param writeBack how accepted drafts are sent
 * @param consent who opted out
 * @param modelWatch how often it is looked whether another package lies in {@code modelDir} or {@code shadowModelDir};
 *     zero for never
 * @param shadowModelDir a second package to compare with, whose answers nobody sees, or null
 * @param siteRules a folder with the site's own rules and value sets, beside the pack that ships, or null
 * @param rxnorm directory or zip of an RxNorm release (RRF), or null for the shipped map alone
 */
@ConfigurationProperties("prodrome")
public record ProdromeSettings(
        URI baseUrl,
        Path dataDir,
        Path modelDir,
        Path trustedKeysDir,
        @DefaultValue("UTC") ZoneId zone,
        List<IssuerSettings> issuers,
        @DefaultValue List<String> pilotUsers,
        @DefaultValue ClientKeySettings clientKeys,
        @DefaultValue DeadlineSettings deadlines,
        @DefaultValue HookSettings hooks,
        @DefaultValue SuppressionSettings suppression,
        @DefaultValue WriteBackSettings writeBack,
        @DefaultValue ConsentSettings consent,
        @DefaultValue("5s") Duration modelWatch,
        @Nullable Path shadowModelDir,
        @Nullable Path siteRules,
        @Nullable Path rxnorm) {
    public ProdromeSettings {
        issuers = List.copyOf(issuers);
        pilotUsers = List.copyOf(pilotUsers);
        Set<String> clients = new HashSet<>();
        issuers.stream()
                .flatMap(issuer -> Stream.ofNullable(issuer.cdsClient()))
                .map(CdsClientSettings::iss)
                .filter(iss -> !clients.add(iss))
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException(
                            "cds-client.iss: expected another for each issuer, got " + twice + " twice");
                });
        if (baseUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException("prodrome.base-url: expected no trailing slash");
        }
    }

    /** The issuer a CDS client belongs to, by the {@code iss} of its JWT. */
    public Optional<IssuerSettings> issuerOfCdsClient(String iss) {
        return issuers.stream()
                .filter(issuer ->
                        issuer.cdsClient() != null && issuer.cdsClient().iss().equals(iss))
                .findFirst();
    }

    /** The settings of an issuer by its FHIR base URL. */
    public Optional<IssuerSettings> issuer(String base) {
        return issuers.stream().filter(issuer -> issuer.isAt(base)).findFirst();
    }

    /** @param asker the user's absolute FHIR URL, or the {@code iss} of the client where a hook names no user */
    public boolean inPilot(String asker) {
        return pilotUsers.contains("*") || pilotUsers.contains(asker);
    }
}
