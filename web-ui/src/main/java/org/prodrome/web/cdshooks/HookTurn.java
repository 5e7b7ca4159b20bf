package org.prodrome.web.cdshooks;

import java.time.Duration;
import java.util.function.Supplier;
import org.prodrome.fhir.search.Deadline;

/**
 * What a call may take while it is worked on.
 *
 * @param until when its cards must be ready
 * @param fetching until when anything may be fetched from the EHR's server, all of it together
 * @param place its turn
 */
record HookTurn(Deadline until, Deadline fetching, HookPlaces.Turn place) {
    /** @param mostForFetching of the time that is left */
    static HookTurn of(Deadline until, Duration mostForFetching, HookPlaces.Turn place) {
        return new HookTurn(until, until.atMostIn(mostForFetching), place);
    }

    /** Waits for the EHR's server; others are worked on meanwhile. */
    <T> T during(Supplier<T> waiting) {
        return place.during(waiting, until);
    }
}
