package org.prodrome.web.draft;

import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.web.launch.OpenLaunch;

/**
 * Who writes, in whose chart, and by what grant.
 *
 * @param issuer FHIR base URL
 * @param patient whose chart
 * @param user absolute fhirUser
 * @param encounter in context, or null
 * @param access the grant: the user's own, or the app's where the issuer allows that
 */
public record Clinician(
        String issuer,
        PatientId patient,
        String user,
        @Nullable FhirReference encounter,
        FhirAccess access) {

    public static Clinician of(OpenLaunch launch) {
        return new Clinician(
                launch.issuer(),
                launch.patient(),
                launch.fhirUser().toString(),
                launch.context()
                        .encounter()
                        .map(id -> new FhirReference("Encounter", id, null))
                        .orElse(null),
                FhirAccess.of(launch.context().access()));
    }

    /** The user as a resource of this EHR refers to them: relative where they are one of its own. */
    String reference() {
        return user.startsWith(issuer + "/") ? user.substring(issuer.length() + 1) : user;
    }

    /** Never who. */
    @Override
    public String toString() {
        return "Clinician[withheld]";
    }
}
