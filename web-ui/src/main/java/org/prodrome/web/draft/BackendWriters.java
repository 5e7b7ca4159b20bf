package org.prodrome.web.draft;

import java.util.Optional;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.launcher.ClientAuthentication.PrivateKeyJwt;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The app's own access (SMART Backend Services), at issuers whose configuration says that accepted drafts may be sent by it. The
 * clinician who accepted stays the author of what is written.
 */
@Component
class BackendWriters {
    private static final Logger LOG = LoggerFactory.getLogger(BackendWriters.class);

    private final SmartLauncher launcher;
    private final SigningKeys keys;
    private final ProdromeSettings settings;

    BackendWriters(SmartLauncher launcher, SigningKeys keys, ProdromeSettings settings) {
        this.launcher = launcher;
        this.keys = keys;
        this.settings = settings;
    }

    /** Empty where the issuer does not allow it, or its server would not have us now. */
    Optional<Clinician> of(PendingDraft draft) {
        return settings.issuer(draft.issuer())
                .filter(issuer -> issuer.write().backend())
                .flatMap(this::access)
                .map(access ->
                        new Clinician(draft.issuer(), new PatientId(draft.patient()), draft.user(), null, access));
    }

    private Optional<FhirAccess> access(IssuerSettings issuer) {
        try {
            return Optional.of(FhirAccess.of(launcher.backend(registration(issuer))));
        } catch (LaunchException refused) {
            LOG.warn("No backend access to {}: {}", issuer.name(), refused.getMessage());
            return Optional.empty();
        }
    }

    private IssuerRegistration registration(IssuerSettings issuer) {
        IssuerRegistration registration = IssuerRegistration.backend(
                        issuer.issuer(),
                        issuer.clientId(),
                        new PrivateKeyJwt(keys, null),
                        Scopes.parse(String.join(" ", issuer.write().backendScopes())))
                .trustingHosts(issuer.trustedHosts().toArray(String[]::new))
                .tolerating(issuer.leniencies().toArray(IssuerRegistration.Leniency[]::new));
        IssuerRegistration loopback = issuer.loopbackHttp() ? registration.allowingLoopbackHttp() : registration;
        return issuer.internalNetwork() ? loopback.onInternalNetwork() : loopback;
    }
}
