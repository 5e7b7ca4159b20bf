package org.prodrome.web.launch;

import java.net.URI;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.LaunchContext;

/**
 * A finished launch that one browser may use.
 *
 * @param handle random; names the launch in the URL and is useless without the browser's session
 * @param context issuer, patient, user and access
 * @param patient whose chart
 * @param fhirUser absolute URL of the user
 */
public record OpenLaunch(String handle, LaunchContext context, PatientId patient, URI fhirUser) implements Opened {

    /** The issuer, in the form every store and matter uses. */
    public String issuer() {
        return context.issuer().toString();
    }

    @Override
    public String path() {
        return "/app/" + handle;
    }

    /** Never the handle or the patient. */
    @Override
    public String toString() {
        return "OpenLaunch[withheld]";
    }
}
