package org.prodrome.fhir.writeback;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;

/**
 * What an accepted decision asks to be written.
 *
 * @param issuer FHIR base URL the decision was made for; writing elsewhere is refused
 * @param patient whose chart
 * @param user the clinician's fhirUser, or null
 * @param decisionId of the decision
 * @param drafts as they were previewed
 * @param sources the resources and versions that the advice rests on
 * @param source what advised it
 * @param at when it was decided
 * @param profile what the issuer's EHR takes
 * @param tried whether an earlier try may have brought it into the EHR without our knowing
 */
public record WriteBack(
        URI issuer,
        PatientId patient,
        @Nullable String user,
        String decisionId,
        List<RenderedDraft> drafts,
        List<FhirReference> sources,
        AdviceSource source,
        Instant at,
        WriteProfile profile,
        boolean tried) {
    public WriteBack {
        drafts = List.copyOf(drafts);
        sources = List.copyOf(sources);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return "WriteBack[" + drafts.size() + " drafts]";
    }
}
