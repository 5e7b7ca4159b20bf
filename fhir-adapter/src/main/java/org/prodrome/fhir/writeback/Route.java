package org.prodrome.fhir.writeback;

/** By which way an accepted draft would reach the EHR; shown before the clinician accepts. */
public sealed interface Route {

    /**
     * Created (or, for an order in progress, changed) as a resource of its own type.
     *
     * @param certain false where the EHR could not be asked just now what it takes
     */
    record Resource(boolean certain) implements Route {}

    /** Created as a note that says it in words. */
    record Note(String because) implements Route {}

    /** Not written: the clinician enters it by hand, with the draft in words to copy. */
    record HandOff(String because) implements Route {}
}
