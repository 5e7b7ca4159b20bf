package org.prodrome.launcher;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a launch begins: from an EHR, which brings {@code iss} and {@code launch} (app-launch#launch-app-ehr-launch), or by the
 * user outside of it, who chose one of the registered issuers (app-launch#launch-app-standalone-launch).
 *
 * @param iss the EHR's FHIR base URL, to be found among the registered issuers
 * @param launch the EHR's opaque handle of its session, echoed to it and never shown; null in a standalone launch
 * @param patientWanted whether a standalone launch asks the EHR to let the user choose a patient
 */
public record LaunchRequest(URI iss, @Nullable String launch, boolean patientWanted) {

    public LaunchRequest {
        if (iss.getHost() == null || (launch != null && launch.isBlank())) {
            throw new LaunchException.BadRequest(Breach.of(
                    Clause.EHR_LAUNCH,
                    "an absolute iss and a launch value",
                    iss.getHost() == null ? "iss that is no absolute URL" : "a blank launch"));
        }
    }

    /** A launch from an EHR. */
    public LaunchRequest(URI iss, String launch) {
        this(iss, launch, true);
    }

    /** Reads the launch URL's query parameters, as a servlet's {@code getParameterMap} gives them. */
    public static LaunchRequest of(Map<String, String[]> parameters) {
        var query = QueryParameters.of(parameters, Clause.EHR_LAUNCH);
        var iss = query.required("iss");
        return new LaunchRequest(query.asUri("iss", iss), query.required("launch"));
    }

    /** A standalone launch in which the EHR lets the user choose the patient ({@code launch/patient}). */
    public static LaunchRequest standalone(URI issuer) {
        return new LaunchRequest(issuer, null, true);
    }

    /**
     * A standalone launch without a patient in context, for an app that lets the user choose one itself. Scopes that were registered
     * for the patient in context are asked for at the level of the user: there is no such patient.
     */
    public static LaunchRequest standaloneWithoutPatient(URI issuer) {
        return new LaunchRequest(issuer, null, false);
    }

    /** The scopes this launch asks for, out of those the app was registered with (scopes-and-launch-context#standalone-apps). */
    Scopes scopes(Scopes registered) {
        if (launch != null) {
            return registered.with("launch");
        }
        var outside = registered.without("launch");
        return patientWanted
                ? outside.with("launch/patient")
                : outside.without("launch/patient").atUserLevel();
    }

    @Override
    public String toString() {
        return "LaunchRequest[iss=" + iss + ", " + (launch == null ? "standalone" : "from the EHR") + "]";
    }
}
