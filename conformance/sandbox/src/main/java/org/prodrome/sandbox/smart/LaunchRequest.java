package org.prodrome.sandbox.smart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the EHR has open when a user starts an app.
 *
 * @param patientId id of the Patient in the chart, without the type; null when none is open
 * @param encounterId id of the open Encounter
 * @param practitionerId id of the signed-in Practitioner
 * @param intent SMART {@code intent}: what the app should open
 * @param appContext opaque text for the app, e.g. from a CDS Hooks link
 * @param needPatientBanner whether the app must show who the patient is
 * @param fhirContext references to further resources in context, as {@code Type/id}
 */
public record LaunchRequest(
        String clientId,
        @Nullable String patientId,
        @Nullable String encounterId,
        String practitionerId,
        @Nullable String intent,
        @Nullable String appContext,
        boolean needPatientBanner,
        List<String> fhirContext) {

    public LaunchRequest {
        fhirContext = List.copyOf(fhirContext);
    }

    /** A launch on a patient, with no encounter and nothing else to say. */
    public static LaunchRequest of(String clientId, String patientId, String practitionerId) {
        return new LaunchRequest(clientId, patientId, null, practitionerId, null, null, true, List.of());
    }

    /** A user's launch outside any chart. */
    public static LaunchRequest withoutPatient(String clientId, String practitionerId) {
        return new LaunchRequest(clientId, null, null, practitionerId, null, null, true, List.of());
    }

    public LaunchRequest withEncounter(@Nullable String id) {
        return new LaunchRequest(
                clientId, patientId, id, practitionerId, intent, appContext, needPatientBanner, fhirContext);
    }

    public LaunchRequest withIntent(@Nullable String value) {
        return new LaunchRequest(
                clientId, patientId, encounterId, practitionerId, value, appContext, needPatientBanner, fhirContext);
    }

    public LaunchRequest withAppContext(@Nullable String value) {
        return new LaunchRequest(
                clientId, patientId, encounterId, practitionerId, intent, value, needPatientBanner, fhirContext);
    }

    /** For an app framed by a chart that already shows the patient. */
    public LaunchRequest withoutPatientBanner() {
        return new LaunchRequest(
                clientId, patientId, encounterId, practitionerId, intent, appContext, false, fhirContext);
    }

    public LaunchRequest withFhirContext(List<String> references) {
        return new LaunchRequest(
                clientId, patientId, encounterId, practitionerId, intent, appContext, needPatientBanner, references);
    }
}
