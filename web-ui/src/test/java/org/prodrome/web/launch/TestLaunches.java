package org.prodrome.web.launch;

import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.LaunchContext;

/** Open launches for tests of other packages. */
public final class TestLaunches {
    private TestLaunches() {}

    public static OpenLaunch open(OpenLaunches launches, LaunchContext context, PatientId patient) {
        var choice = new PatientChoice("choice", context, context.fhirUser().orElseThrow());
        return launches.open("browser", choice, patient);
    }
}
