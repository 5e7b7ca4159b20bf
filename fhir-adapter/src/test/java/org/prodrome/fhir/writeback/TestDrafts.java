package org.prodrome.fhir.writeback;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;

/** Proposals and what they are rendered for. */
final class TestDrafts {
    static final AdviceSource RULE = new AdviceSource("Prodrome rule 35", "1.0.0");
    static final FhirReference DIABETES = new FhirReference("Condition", "c1", "1");
    static final DraftProposal HBA1C = new DraftProposal.Service(
            CodedConcept.of(new Coding(Coding.LOINC, "4548-4", "Hemoglobin A1c")),
            DraftProposal.Service.Category.LABORATORY,
            "no HbA1c in six months");
    static final DraftProposal METFORMIN = new DraftProposal.Medication(
            CodedConcept.of(new Coding(Coding.RXNORM, "861007", "metformin 500 MG Oral Tablet")),
            "one with breakfast & supper",
            "HbA1c above target");
    static final DraftProposal CKD = new DraftProposal.Problem(
            CodedConcept.of(new Coding(Coding.SNOMED, "433144002", "Chronic kidney disease stage 3")),
            "eGFR below 60 for three months");

    private TestDrafts() {}

    static DraftContext context(String profile, @Nullable FhirReference encounter) {
        return context(WriteProfile.named(profile), encounter, "d-1", new PatientId("p1"), "Practitioner/u1");
    }

    static DraftContext context(
            WriteProfile profile, @Nullable FhirReference encounter, String draftId, PatientId patient, String user) {
        return new DraftContext(
                patient,
                user,
                encounter,
                draftId,
                Instant.parse("2026-11-20T10:00:00Z"),
                RULE,
                profile,
                List.of(DIABETES, new FhirReference("Observation", "o1", null)));
    }

    static FhirReference encounter() {
        return new FhirReference("Encounter", "e1", null);
    }

    static WriteBack writeBack(URI issuer, RenderedDraft draft, DraftContext context, boolean tried) {
        return new WriteBack(
                issuer,
                context.patient(),
                context.user(),
                "decision-1",
                List.of(draft),
                context.sources(),
                context.source(),
                context.at(),
                context.profile(),
                tried);
    }
}
