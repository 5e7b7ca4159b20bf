package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirJson;

class DraftRendererTest {
    private static final CodedConcept PRODUCT =
            CodedConcept.of(new Coding(Coding.RXNORM, "309362", "clopidogrel 75 MG Oral Tablet"));
    private static final DraftContext CONTEXT = new DraftContext(
            new PatientId("p1"),
            "Practitioner/doc",
            new FhirReference("Encounter", "e1", null),
            "decision-1.0",
            Instant.parse("2026-11-20T10:00:00Z"),
            new AdviceSource("Prodrome rule 26", "1.0.0"),
            WriteProfile.open(),
            List.of());

    @Test
    void aMedicationIsADraftProposalForThisEncounter() {
        var rendered = DraftRenderer.render(new DraftProposal.Medication(PRODUCT, "one daily", "why"), CONTEXT);
        var request = (MedicationRequest) FhirJson.parse(rendered.json());

        assertThat(request.getStatus()).isEqualTo(MedicationRequest.MedicationRequestStatus.DRAFT);
        assertThat(request.getIntent()).isEqualTo(MedicationRequest.MedicationRequestIntent.PROPOSAL);
        assertThat(request.getEncounter().getReference()).isEqualTo("Encounter/e1");
        assertThat(request.getIdentifierFirstRep().getValue()).isEqualTo("decision-1.0");
        assertThat(request.getNoteFirstRep().getText()).contains("Prodrome rule 26");
    }

    @Test
    void aProblemIsProvisional() {
        var rendered = DraftRenderer.render(new DraftProposal.Problem(PRODUCT, "why"), CONTEXT);
        var condition = (Condition) FhirJson.parse(rendered.json());

        assertThat(condition.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("provisional");
        assertThat(condition.getMeta().getSecurityFirstRep().getCode()).isEqualTo("AIAST");
    }

    @Test
    void aReplacementKeepsWhatItDoesNotKnow() {
        var order = new DraftOrder(
                new FhirReference("MedicationRequest", "d1", null),
                PRODUCT,
                List.of(),
                true,
                "{\"resourceType\":\"MedicationRequest\",\"id\":\"d1\",\"ehrOwnField\":1.50,"
                        + "\"medicationReference\":{\"reference\":\"Medication/x\"}}");

        var rendered = DraftRenderer.render(new DraftProposal.Replace(order, PRODUCT, null, "why"), CONTEXT);

        assertThat(rendered.act()).isEqualTo(RenderedDraft.Act.UPDATE);
        assertThat(rendered.json())
                .contains("\"ehrOwnField\":1.50")
                .contains("309362")
                .doesNotContain("Medication/x");
    }

    @Test
    void aReplacementSaysNothingMoreOfTheOldProduct() {
        var order = new DraftOrder(new FhirReference("MedicationRequest", "d1", null), PRODUCT, List.of(), true, """
                {"resourceType":"MedicationRequest","id":"d1",
                 "text":{"status":"generated","div":"<div>amoxicillin 500 mg</div>"},
                 "contained":[{"resourceType":"Medication","id":"old","manufacturer":{"reference":"#maker"}},
                              {"resourceType":"Organization","id":"maker"},
                              {"resourceType":"Practitioner","id":"who","qualification":[{"issuer":{"reference":"#org"}}]},
                              {"resourceType":"Organization","id":"org"}],
                 "medicationReference":{"reference":"#old"},
                 "requester":{"reference":"#who"}}""");

        var rendered = DraftRenderer.render(new DraftProposal.Replace(order, PRODUCT, null, "why"), CONTEXT);

        assertThat(rendered.json())
                .doesNotContain("amoxicillin", "\"old\"", "maker")
                .contains("\"id\":\"who\"", "\"id\":\"org\"");
    }

    @Test
    void theSameProposalIsAlwaysTheSameText() {
        var proposal = new DraftProposal.Medication(PRODUCT, null, "why");

        assertThat(DraftRenderer.render(proposal, CONTEXT)).isEqualTo(DraftRenderer.render(proposal, CONTEXT));
    }
}
