package org.prodrome.web.launch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.prodrome.launcher.LaunchException;
import org.springframework.http.HttpStatus;

/**
 * Why a launch ended, in words: for the clinician one sentence, for the administrator what was expected and what came.
 *
 * @param reference stands in the log beside the same facts; never holds anything of a patient
 */
record Refusal(
        HttpStatus status,
        String sentence,
        String hint,
        String expected,
        String arrived,
        String clause,
        String server,
        String reference,
        String time) {

    static Refusal of(LaunchException refused, String reference, Instant now, ZoneId zone) {
        return new Refusal(
                refused instanceof LaunchException.Unreachable ? HttpStatus.BAD_GATEWAY : HttpStatus.FORBIDDEN,
                refused.userSentence(),
                refused.administratorHint(),
                refused.expected(),
                refused.arrived(),
                refused.clause(),
                refused.oauthError()
                        .map(error -> (error.code() + " " + error.description()).strip())
                        .orElse("none"),
                reference,
                time(now, zone));
    }

    static Refusal nobody(String reference, Instant now, ZoneId zone) {
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "The EHR did not say who you are, so nothing was opened: a decision needs somebody who made it.",
                "Let the EHR grant openid and fhirUser to this app.",
                "an id_token with fhirUser or sub",
                "neither",
                "scopes-and-launch-context#scopes-for-requesting-identity-data",
                "none",
                reference,
                time(now, zone));
    }

    static Refusal unreadable(String reference, Instant now, ZoneId zone) {
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "The EHR let you in but did not allow Prodrome to read who the patient is.",
                "Let the EHR grant this app the patient/ scopes it asks for, reading of Patient at least and without a constraint.",
                "a grant that allows reading Patient",
                "one that does not",
                "scopes-and-launch-context#scopes-for-requesting-fhir-resources",
                "none",
                reference,
                time(now, zone));
    }

    static Refusal ownFault(RuntimeException fault, String reference, Instant now, ZoneId zone) {
        return new Refusal(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Prodrome itself cannot open a chart just now. Please try again in a moment.",
                "Look up the reference in the app's log; its database or its store of pending launches is the usual cause.",
                "a launch that can be kept and finished",
                fault.getClass().getSimpleName(),
                "none",
                "none",
                reference,
                time(now, zone));
    }

    private static String time(Instant now, ZoneId zone) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT)
                .withZone(zone)
                .format(now);
    }
}
