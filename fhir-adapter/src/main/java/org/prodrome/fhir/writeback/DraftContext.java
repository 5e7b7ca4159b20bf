package org.prodrome.fhir.writeback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;

/**
 * For whom and in whose name a draft is rendered.
 *
 * @param patient the subject
 * @param user the clinician's fhirUser, relative or absolute; null for a CDS client that names none
 * @param encounter the encounter in context, or null
 * @param draftId stable id of this draft, made from the decision or the card: the same draft keeps it for ever
 * @param at when it was decided, or the card made
 * @param source what advised it
 * @param style what the issuer wants
 */
public record DraftContext(
        PatientId patient,
        @Nullable String user,
        @Nullable FhirReference encounter,
        String draftId,
        Instant at,
        AdviceSource source,
        DraftStyle style) {
    public DraftContext {
        if (!draftId.matches("[A-Za-z0-9\\-._:]{1,128}")) {
            throw new IllegalArgumentException(
                    "draftId: expected 1 to 128 letters, digits or -._: and got " + draftId.length() + " characters");
        }
    }
}
