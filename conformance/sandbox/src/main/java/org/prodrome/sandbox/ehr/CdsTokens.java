package org.prodrome.sandbox.ehr;

import org.prodrome.sandbox.cds.FhirGrant;
import org.prodrome.sandbox.smart.IssuedTokens;
import org.prodrome.sandbox.smart.LaunchRequest;
import org.prodrome.sandbox.smart.TokenDesk;

/** Short-lived tokens for CDS services, from this EHR's own authorization server: read and search, one patient. */
final class CdsTokens implements FhirGrant.Desk {

    private static final String SCOPE = "patient/*.rs";

    private final TokenDesk tokens;
    private final String clientId;

    CdsTokens(TokenDesk tokens, String clientId) {
        this.tokens = tokens;
        this.clientId = clientId;
    }

    @Override
    public FhirGrant grant(String patientId, String userReference) {
        String practitioner = userReference.substring(userReference.indexOf('/') + 1);
        IssuedTokens issued = tokens.issueDirectly(LaunchRequest.of(clientId, patientId, practitioner), SCOPE);
        return new FhirGrant(
                issued.accessToken(), issued.lifetime(), issued.grant().scope(), clientId, patientId);
    }
}
