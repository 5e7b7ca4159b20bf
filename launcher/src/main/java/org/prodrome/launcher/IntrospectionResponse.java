package org.prodrome.launcher;

/** A token introspection answer, read strictly (RFC 7662 2.2). */
final class IntrospectionResponse {
    private IntrospectionResponse() {}

    static Access.Introspection parse(String body, IssuerRegistration registration) {
        var json = JsonDocument.parse(
                body, "the introspection response", Clause.INTROSPECTION, LaunchException.TokenAnswer::new);
        var active = json.flag("active");
        if (active == null) {
            throw json.refused("active", "true or false", "none");
        }
        if (!active) { // what else stands there isn't to be relied on
            return new Access.Introspection(false, Scopes.parse(""), null, null, null, null, null, null);
        }
        var scopes = json.scopes("scope");
        var fhirUser = json.text("fhirUser");
        var context = ContextParameters.parse(json, registration);
        return new Access.Introspection(
                true,
                scopes == null ? Scopes.parse("") : scopes,
                json.text("client_id"),
                json.text("sub"),
                json.time("exp"),
                context.patient(),
                context.encounter(),
                fhirUser == null ? null : FhirUser.absolute(fhirUser, registration.issuer()));
    }
}
