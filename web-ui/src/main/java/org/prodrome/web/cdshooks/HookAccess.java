package org.prodrome.web.cdshooks;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.web.config.IssuerSettings;

/** The access that a hook call brings: its token goes to the client's own FHIR server alone, and is not kept. */
final class HookAccess {
    private HookAccess() {}

    static @Nullable FhirAccess of(IssuerSettings issuer, HookRequest request, Clock clock) {
        HookRequest.@Nullable Authorization authorization = request.authorization();
        if (authorization == null) {
            return null;
        }
        URI base = issuer.issuer();
        return FhirAccess.of(Access.given(
                base,
                authorization.token(),
                Scopes.parse(authorization.scope()),
                Instant.now(clock).plus(authorization.life()),
                clock));
    }
}
