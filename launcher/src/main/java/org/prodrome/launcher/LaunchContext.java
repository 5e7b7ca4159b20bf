package org.prodrome.launcher;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a launch: who opened the app, on which patient, and with what access. Immutable, except that its access
 * renews itself.
 *
 * <p>Clause: scopes-and-launch-context#launch-context-arrives-with-your-access_token. The context is that of the moment of the
 * launch: nothing tells the app when the user opens another chart, so check the patient again before each write.
 */
public final class LaunchContext {
    private final URI issuer;
    private final Access access;
    private final Scopes requested;
    private final Scopes granted;
    private final ContextParameters parameters;
    private final IdTokens.@Nullable Identity identity;
    private final @Nullable URI fhirUser;

    /** A further resource that was open in the EHR; {@code role} is {@code launch} unless the EHR says otherwise. */
    public record ContextItem(
            @Nullable String reference,
            @Nullable String canonical,
            @Nullable String identifier,
            @Nullable String type,
            String role) {
        @Override
        public String toString() {
            return "ContextItem[type=" + type + ", role=" + role + "]";
        }
    }

    LaunchContext(
            URI issuer,
            Access access,
            Scopes requested,
            ContextParameters parameters,
            IdTokens.@Nullable Identity identity,
            @Nullable URI fhirUser) {
        this.issuer = issuer;
        this.access = access;
        this.requested = requested;
        this.granted = access.scopes();
        this.parameters = parameters;
        this.identity = identity;
        this.fhirUser = fhirUser;
    }

    /** The issuer as registered, which is its FHIR base URL. */
    public URI issuer() {
        return issuer;
    }

    /** The FHIR logical id of the patient in context, without a type; empty where the app was opened without one. */
    public Optional<String> patient() {
        return Optional.ofNullable(parameters.patient());
    }

    /**
     * The patient in context.
     *
     * @throws LaunchException.Context where there is none
     */
    public String requirePatient() {
        return patient()
                .orElseThrow(() -> new LaunchException.Context(
                        Breach.of(Clause.CONTEXT, "patient in the token response", "none")));
    }

    /** The FHIR logical id of the encounter in context. */
    public Optional<String> encounter() {
        return Optional.ofNullable(parameters.encounter());
    }

    /** Absolute URL of the person who opened the app; only present from a validated id_token. */
    public Optional<URI> fhirUser() {
        return Optional.ofNullable(fhirUser);
    }

    /** The id_token's {@code sub}: identifies the user together with the issuer. */
    public Optional<String> subject() {
        return Optional.ofNullable(identity).map(IdTokens.Identity::subject);
    }

    /** What was granted at launch; {@link Access#scopes()} says what is granted now. */
    public Scopes granted() {
        return granted;
    }

    /** What was asked for and not granted; the app should say what it therefore can't show. */
    public Scopes withheld() {
        return requested.notCoveredBy(granted);
    }

    /** What was granted and not asked for; a careful app doesn't use it. */
    public Scopes unasked() {
        return granted.notCoveredBy(requested);
    }

    /**
     * Whether the present grant lets the app do this to a resource of this patient, without a constraint.
     *
     * <p>A scope of level {@code patient} speaks of the patient in context alone; one of level {@code user} of all whom the user
     * may see, so that the server may still refuse.
     *
     * {@snippet file = "org/prodrome/launcher/snippets/Snippets.java" region = "scopes"}
     */
    public boolean allows(Scope.Interaction interaction, String resourceType, String patientId) {
        var now = access.scopes();
        boolean inContext = patient().filter(patientId::equals).isPresent();
        return now.allows(Scope.Level.USER, interaction, resourceType)
                || (inContext && now.allows(Scope.Level.PATIENT, interaction, resourceType));
    }

    /** What the user meant to do; show the usual page for an intent that isn't known. */
    public Optional<String> intent() {
        return Optional.ofNullable(parameters.intent());
    }

    /** Whether the app must show who the patient is; true unless the EHR says that it does so itself. */
    public boolean needPatientBanner() {
        return parameters.needPatientBanner();
    }

    /** Where the EHR's style is, if on one of the issuer's hosts; its content is untrusted. */
    public Optional<URI> smartStyleUrl() {
        return Optional.ofNullable(parameters.smartStyleUrl());
    }

    /** What a CDS Hooks card's link carried for this app, as it came: check it like any input. */
    public Optional<String> appContext() {
        return Optional.ofNullable(parameters.appContext());
    }

    /** The EHR's name of the organisation, where it serves several. */
    public Optional<String> tenant() {
        return Optional.ofNullable(parameters.tenant());
    }

    /** Further resources in context. */
    public List<ContextItem> fhirContext() {
        return parameters.fhirContext();
    }

    /** The access that this launch gave. */
    public Access access() {
        return access;
    }

    @Override
    public String toString() {
        return "LaunchContext[issuer=" + issuer + ", granted=" + granted + "]";
    }
}
