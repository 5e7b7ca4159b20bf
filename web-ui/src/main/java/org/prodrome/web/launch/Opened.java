package org.prodrome.web.launch;

import org.prodrome.launcher.LaunchContext;

/** What a finished launch opened: a chart, or the choice of a patient. */
sealed interface Opened permits OpenLaunch, PatientChoice {
    /** Random; names it in the URL and is useless without the browser's session. */
    String handle();

    LaunchContext context();

    /** The page of this app that shows it. */
    String path();
}
