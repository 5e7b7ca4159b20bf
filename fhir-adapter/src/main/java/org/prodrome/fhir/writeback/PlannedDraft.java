package org.prodrome.fhir.writeback;

/**
 * A draft before it is accepted.
 *
 * @param draft exactly what would be written; for a hand-off, the resource that the words stand for, which is not written
 * @param route by which way
 * @param words the draft in words, to copy where it has to be entered by hand
 */
public record PlannedDraft(RenderedDraft draft, Route route, String words) {

    /** Never the content. */
    @Override
    public String toString() {
        return "PlannedDraft[" + draft + " " + route + "]";
    }
}
