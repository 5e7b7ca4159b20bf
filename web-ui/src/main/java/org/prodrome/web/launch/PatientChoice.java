package org.prodrome.web.launch;

import java.net.URI;
import org.prodrome.launcher.LaunchContext;

/**
 * A finished launch whose user has yet to say for which patient.
 *
 * @param handle random; useless without the browser's session
 * @param fhirUser absolute URL of the user
 */
public record PatientChoice(String handle, LaunchContext context, URI fhirUser) implements Opened {

    @Override
    public String path() {
        return "/patients/" + handle;
    }

    /** Never the handle. */
    @Override
    public String toString() {
        return "PatientChoice[withheld]";
    }
}
