package org.prodrome.fhir.consent;

import java.util.stream.Stream;

/** Whether a condition of a Consent holds: there are conditions that we cannot decide. */
enum Match {
    YES,
    NO,
    UNCLEAR;

    static Match of(boolean holds) {
        return holds ? YES : NO;
    }

    /** Holds where both hold. */
    Match and(Match other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == UNCLEAR || other == UNCLEAR ? UNCLEAR : YES;
    }

    /** Holds where one of them holds; no condition at all always holds. */
    static Match any(Stream<Match> matches) {
        var found = matches.toList();
        if (found.isEmpty() || found.contains(YES)) {
            return YES;
        }
        return found.contains(UNCLEAR) ? UNCLEAR : NO;
    }
}
