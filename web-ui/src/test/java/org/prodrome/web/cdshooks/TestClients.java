package org.prodrome.web.cdshooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A site's settings with one EHR whose CDS client has settings of its own. */
final class TestClients {
    static final String ISSUER = "https://ehr.example.org/fhir";

    private TestClients() {}

    /** @param client names below {@code cds-client} and values, in turn */
    static ProdromeSettings with(String... client) {
        String issuer = "prodrome.issuers[0].";
        Map<String, Object> written = new LinkedHashMap<>(Map.of(
                "prodrome.base-url",
                "https://prodrome.example.org",
                "prodrome.data-dir",
                "data",
                "prodrome.model-dir",
                "model",
                "prodrome.trusted-keys-dir",
                "keys",
                issuer + "issuer",
                ISSUER,
                issuer + "name",
                "EHR",
                issuer + "client-id",
                "prodrome",
                issuer + "scopes",
                "launch",
                issuer + "frame-origin",
                "https://ehr.example.org"));
        written.put(issuer + "cds-client.iss", "https://ehr.example.org");
        written.put(issuer + "cds-client.jwks", "https://ehr.example.org/jwks.json");
        for (int i = 0; i < client.length; i += 2) {
            written.put(issuer + "cds-client." + client[i], client[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(written))
                .bind("prodrome", ProdromeSettings.class)
                .get();
    }

    /** The same site with other EHRs. */
    static ProdromeSettings withIssuers(ProdromeSettings site, List<IssuerSettings> issuers) {
        return new ProdromeSettings(
                site.baseUrl(),
                site.dataDir(),
                site.modelDir(),
                site.trustedKeysDir(),
                site.zone(),
                issuers,
                site.pilotUsers(),
                site.clientKeys(),
                site.deadlines(),
                site.hooks(),
                site.suppression(),
                site.writeBack(),
                site.consent(),
                site.modelWatch(),
                site.shadowModelDir(),
                site.siteRules(),
                site.rxnorm());
    }
}
