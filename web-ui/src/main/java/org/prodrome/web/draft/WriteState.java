package org.prodrome.web.draft;

import java.util.List;

/**
 * Where an accepted draft stands on its way into the EHR.
 *
 * @param status machine-readable
 * @param words for a person: what happened, and what to do where something is to be done
 * @param text the draft in words, to copy where it has to be entered by hand; else empty
 * @param choices what whoever accepted it may do now
 */
public record WriteState(Status status, String words, String text, List<Choice> choices) {
    public WriteState {
        choices = List.copyOf(choices);
    }

    /** The column values. */
    public enum Status {
        /** Not sent yet, or not with success: needs the same user's live grant, or the EHR's answer. */
        WAITING,
        /** Being sent. */
        SENDING,
        /** In the EHR. */
        WRITTEN,
        /** The EHR takes no such draft by any route we have. */
        REFUSED,
        /** Sent, and no answer told whether it arrived. */
        UNKNOWN,
        /** Never to be sent: whoever accepted it enters it by hand. */
        HANDED_OFF,
        /** Not sent: what it rests on has changed, and its clinician has to look again. */
        CHANGED,
        /** Being taken back. */
        WITHDRAWING,
        /** Taken back, or never sent. */
        WITHDRAWN;

        /** Whether it is on its way into the EHR; nothing else may be sent. */
        boolean toBeSent() {
            return this == WAITING || this == SENDING;
        }

        /** Whether it is up to a person to enter it. */
        boolean byHand() {
            return this == REFUSED || this == HANDED_OFF;
        }
    }

    /** What may be done with it. */
    public enum Choice {
        WITHDRAW,
        CONFIRM
    }

    static WriteState of(Status status, String words) {
        return new WriteState(status, words, "", List.of());
    }
}
