package org.prodrome.web.draft;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.writeback.AdviceSource;
import org.prodrome.fhir.writeback.RenderedDraft;
import org.prodrome.fhir.writeback.WriteBack;
import org.prodrome.fhir.writeback.WriteProfile;

/**
 * An accepted draft as it is kept, sealed, until the EHR has it, and afterwards with what came of it.
 *
 * @param issuer FHIR base URL it is for
 * @param patient logical id
 * @param user the fhirUser, as the EHR refers to them
 * @param draft the resource as previewed
 * @param words the draft in words
 * @param sources what it rests on
 * @param source model or rule version
 * @param at when it was accepted
 * @param result what came of sending it, in words; empty before
 * @param provenance the Provenance the EHR would not take, as JSON; empty when the EHR has it
 * @param written where the EHR has it, or null
 */
record PendingDraft(
        String issuer,
        String patient,
        String user,
        RenderedDraft draft,
        String words,
        List<FhirReference> sources,
        AdviceSource source,
        Instant at,
        String result,
        String provenance,
        @Nullable FhirReference written) {
    PendingDraft {
        sources = List.copyOf(sources);
    }

    WriteBack toWriteBack(String decision, WriteProfile profile, boolean tried) {
        return new WriteBack(
                URI.create(issuer),
                new PatientId(patient),
                user,
                decision,
                List.of(draft),
                sources,
                source,
                at,
                profile,
                tried);
    }

    PendingDraft said(String said) {
        return new PendingDraft(issuer, patient, user, draft, words, sources, source, at, said, provenance, written);
    }

    PendingDraft arrived(FhirReference place, String keptProvenance) {
        return new PendingDraft(
                issuer, patient, user, draft, words, sources, source, at, result, keptProvenance, place);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "PendingDraft[" + draft.type() + "]";
    }
}
