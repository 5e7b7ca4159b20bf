package org.prodrome.fhir.writeback;

/**
 * What an EHR takes of drafts of one resource type: one row of {@code write-profiles.tsv}.
 *
 * @param create whether it creates them at all, whatever its CapabilityStatement says
 * @param person requester, recorder or author
 * @param intent of a request: {@code proposal}, {@code plan} or {@code order}; {@code -} for other types
 * @param status the state of a draft: {@code status} of a request, {@code verificationStatus} of a Condition, {@code
 *     docStatus} of a note
 * @param encounter whether it wants one
 * @param identifierKept whether it stores the identifier we give
 * @param reason where the reason goes
 * @param conditionalCreate whether its If-None-Exist may be relied on
 * @param searchByIdentifier whether its search by our identifier may be relied on
 * @param update whether a draft can be changed from outside, by If-Match
 * @param withdrawn the status of a draft taken back; {@code -} where that is not possible
 * @param provenance whether it takes our Provenance
 * @param text content type of a note's text; {@code -} for other types
 */
public record DraftForm(
        boolean create,
        Presence person,
        String intent,
        String status,
        Presence encounter,
        boolean identifierKept,
        ReasonForm reason,
        boolean conditionalCreate,
        boolean searchByIdentifier,
        boolean update,
        String withdrawn,
        boolean provenance,
        String text) {
    public DraftForm {
        require(intent.matches("proposal|plan|order|-"), "intent", "proposal, plan, order or -");
        require(status.matches("draft|provisional|unconfirmed|preliminary|final"), "status", "a draft's state");
        require(withdrawn.matches("revoked|cancelled|entered-in-error|-"), "withdrawn", "a status of taking back or -");
        require(text.matches("text/plain|application/xhtml\\+xml|-"), "text", "text/plain, application/xhtml+xml or -");
        require(!conditionalCreate || identifierKept, "conditional-create", "no, where the identifier is dropped");
        require(!searchByIdentifier || identifierKept, "search-by-identifier", "no, where the identifier is dropped");
        require(update || withdrawn.equals("-"), "withdrawn", "-, where there is no update");
    }

    /** Whether an element must be there, may be, or must not. */
    public enum Presence {
        REQUIRED,
        OPTIONAL,
        OMITTED
    }

    /** Where the reason of a request goes; the note says it in any case. */
    public enum ReasonForm {
        /** {@code reasonCode.text}. */
        TEXT,
        /** {@code reasonReference}: the Conditions the advice rests on. */
        REFERENCE,
        /** Nowhere else. */
        NOTE
    }

    /** Whether a draft written this way can be taken back. */
    public boolean withdrawable() {
        return !withdrawn.equals("-");
    }

    DraftForm withIntent(String other) {
        return new DraftForm(
                create,
                person,
                intent.equals("-") ? intent : other,
                status,
                encounter,
                identifierKept,
                reason,
                conditionalCreate,
                searchByIdentifier,
                update,
                withdrawn,
                provenance,
                text);
    }

    private static void require(boolean holds, String column, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(column + ": expected " + expected + ", got something else");
        }
    }
}
