package org.prodrome.web.launch;

/** What a finished launch opened: a chart, or the choice of a patient. */
sealed interface Opened permits OpenLaunch, PatientChoice {
    /** Random; names it in the URL and is useless without the browser's session. */
    String handle();

    /** The page of this app that shows it. */
    String path();
}
