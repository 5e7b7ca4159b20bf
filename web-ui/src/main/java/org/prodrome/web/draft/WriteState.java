package org.prodrome.web.draft;

/**
 * Where an accepted draft stands on its way into the EHR.
 *
 * @param status machine-readable
 * @param words for a person: what happened, and what to do where something is to be done
 */
public record WriteState(Status status, String words) {

    /** The column values. */
    public enum Status {
        /** Not sent yet: needs the same user's live grant. */
        WAITING,
        /** Being sent. */
        SENDING,
        /** In the EHR. */
        WRITTEN,
        /** The EHR takes no such draft by any route we have. */
        REFUSED,
        /** Sent, and no answer told whether it arrived. */
        UNKNOWN
    }
}
