package org.prodrome.fhir.writeback;

import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;

/**
 * A draft as it leaves: the same text is previewed, put on a card and written.
 *
 * @param act what is to be done with it
 * @param type FHIR resource type
 * @param target the order in progress it changes or removes; null for a creation
 * @param json the whole resource; for a removal, the order as it was
 * @param draftId value of its identifier under {@link DraftRenderer#IDENTIFIER_SYSTEM}
 */
public record RenderedDraft(Act act, String type, @Nullable FhirReference target, String json, String draftId) {

    /** As in a CDS Hooks suggestion's action. */
    public enum Act {
        CREATE,
        UPDATE,
        DELETE
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "RenderedDraft[" + act + " " + type + "]";
    }
}
