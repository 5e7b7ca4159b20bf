package org.prodrome.fhir.search;

import java.time.Duration;
import java.util.List;

/**
 * How one record is to be read.
 *
 * @param deadline when it is passed, what is still missing becomes a gap
 * @param types which of {@link RecordReader#types()}
 * @param route how the server is asked
 * @param listener told how far it has come
 */
public record Reading(Deadline deadline, List<String> types, Route route, ReadProgress.Listener listener) {
    public Reading {
        types = List.copyOf(types);
    }

    /** How the server is asked; an issuer's option. */
    public enum Route {
        /** One search for each type; {@code $everything} where the server offers that and hardly any search. */
        BEST,
        /** One search for each type, whatever else is offered. */
        SEARCHES,
        /** {@code Patient/[id]/$everything} where it is offered and the grant covers all types; else as {@link #SEARCHES}. */
        EVERYTHING
    }

    /** Everything, on the best route. */
    public static Reading within(Duration budget) {
        return new Reading(Deadline.in(budget), RecordReader.types(), Route.BEST, ignored -> {});
    }

    Reading all() {
        return new Reading(deadline, RecordReader.types(), route, listener);
    }

    public Reading by(Route other) {
        return new Reading(deadline, types, other, listener);
    }

    public Reading telling(ReadProgress.Listener other) {
        return new Reading(deadline, types, route, other);
    }
}
