package org.prodrome.launcher;

import java.net.URI;
import java.util.regex.Pattern;

/** The {@code fhirUser} claim as an absolute URL (scopes-and-launch-context#scopes-for-requesting-identity-data). */
final class FhirUser {
    private static final Pattern REFERENCE = Pattern.compile(
            "(https?://.+/)?(Patient|Practitioner|PractitionerRole|RelatedPerson|Person)/(?!\\.{1,2}$)[A-Za-z0-9.-]{1,64}");

    private FhirUser() {}

    /** Resolves a relative reference against the FHIR base; refuses anything but the five types of people. */
    static URI absolute(String claim, URI fhirBase) {
        if (!REFERENCE.matcher(claim).matches()) {
            throw refused("text of another form");
        }
        try {
            return URI.create(fhirBase + "/").resolve(claim);
        } catch (IllegalArgumentException e) {
            throw refused("text that is no URL");
        }
    }

    private static LaunchException refused(String arrived) {
        return new LaunchException.Identity(Breach.of(
                Clause.ID_TOKEN,
                "fhirUser: a reference to a Patient, Practitioner, PractitionerRole, RelatedPerson or Person",
                arrived));
    }
}
