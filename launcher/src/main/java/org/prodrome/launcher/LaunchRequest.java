package org.prodrome.launcher;

import java.net.URI;
import java.util.Map;

/**
 * What an EHR brings to the app's launch URL (app-launch#launch-app-ehr-launch).
 *
 * @param iss the EHR's FHIR base URL, to be found among the registered issuers
 * @param launch the EHR's opaque handle of its session, echoed to it and never shown
 */
public record LaunchRequest(URI iss, String launch) {

    public LaunchRequest {
        if (iss.getHost() == null || launch.isBlank()) {
            throw new LaunchException.BadRequest(Breach.of(
                    Clause.EHR_LAUNCH,
                    "an absolute iss and a launch value",
                    launch.isBlank() ? "a blank launch" : "iss that is no absolute URL"));
        }
    }

    /** Reads the launch URL's query parameters, as a servlet's {@code getParameterMap} gives them. */
    public static LaunchRequest of(Map<String, String[]> parameters) {
        var query = QueryParameters.of(parameters, Clause.EHR_LAUNCH);
        var iss = query.required("iss");
        return new LaunchRequest(query.asUri("iss", iss), query.required("launch"));
    }

    @Override
    public String toString() {
        return "LaunchRequest[iss=" + iss + "]";
    }
}
