package org.prodrome.fhir.writeback;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.DraftForm.Presence;

/** A proposal as a resource of its own type, by the profile of the EHR it is for. */
final class DraftResources {
    private DraftResources() {}

    static ServiceRequest service(DraftProposal.Service proposal, DraftContext context) {
        DraftForm form = context.form("ServiceRequest");
        var request = new ServiceRequest();
        request.addIdentifier(identifier(context));
        request.setStatus(ServiceRequest.ServiceRequestStatus.fromCode(form.status()));
        request.setIntent(ServiceRequest.ServiceRequestIntent.fromCode(form.intent()));
        request.addCategory(ServiceCategories.of(proposal.category()));
        request.setCode(concept(proposal.what()));
        request.setSubject(subject(context));
        request.setEncounter(encounter(form, context));
        request.setAuthoredOn(Date.from(context.at()));
        request.setRequester(person(form, context));
        reason(form, proposal.reason(), context, request.getReasonCode(), request.getReasonReference());
        request.addNote(annotation(proposal.reason(), context));
        return request;
    }

    static MedicationRequest medication(DraftProposal.Medication proposal, DraftContext context) {
        DraftForm form = context.form("MedicationRequest");
        var request = new MedicationRequest();
        request.addIdentifier(identifier(context));
        request.setStatus(MedicationRequest.MedicationRequestStatus.fromCode(form.status()));
        request.setIntent(MedicationRequest.MedicationRequestIntent.fromCode(form.intent()));
        request.setMedication(concept(proposal.product()));
        request.setSubject(subject(context));
        request.setEncounter(encounter(form, context));
        request.setAuthoredOn(Date.from(context.at()));
        request.setRequester(person(form, context));
        reason(form, proposal.reason(), context, request.getReasonCode(), request.getReasonReference());
        request.addNote(annotation(proposal.reason(), context));
        if (proposal.dosage() != null) {
            request.addDosageInstruction(new Dosage().setText(proposal.dosage()));
        }
        return request;
    }

    static Condition problem(DraftProposal.Problem proposal, DraftContext context) {
        DraftForm form = context.form("Condition");
        var condition = new Condition();
        condition.addIdentifier(identifier(context));
        condition.setClinicalStatus(Marks.concept("condition-clinical", "active"));
        condition.setVerificationStatus(Marks.concept("condition-ver-status", form.status()));
        condition.addCategory(Marks.concept("condition-category", "problem-list-item"));
        condition.setCode(concept(proposal.what()));
        condition.setSubject(subject(context));
        condition.setEncounter(encounter(form, context));
        condition.setRecordedDate(Date.from(context.at()));
        condition.setRecorder(person(form, context));
        condition.addNote(annotation(proposal.reason(), context));
        return condition;
    }

    private static void reason(
            DraftForm form, String words, DraftContext context, List<CodeableConcept> codes, List<Reference> to) {
        switch (form.reason()) {
            case TEXT -> codes.add(new CodeableConcept().setText(words));
            case REFERENCE -> context.conditions().forEach(condition -> to.add(new Reference(condition.literal())));
            case NOTE -> {
                // the note says it in any case
            }
        }
    }

    static CodeableConcept concept(CodedConcept concept) {
        var rendered = new CodeableConcept().setText(concept.words());
        concept.codings()
                .forEach(coding -> rendered.addCoding()
                        .setSystem(coding.system().isEmpty() ? null : coding.system())
                        .setCode(coding.code())
                        .setDisplay(coding.display()));
        return rendered;
    }

    private static Annotation annotation(String reason, DraftContext context) {
        return new Annotation().setTime(Date.from(context.at())).setText(DraftRenderer.note(reason, context));
    }

    static Identifier identifier(DraftContext context) {
        return new Identifier().setSystem(DraftRenderer.IDENTIFIER_SYSTEM).setValue(context.draftId());
    }

    static Reference subject(DraftContext context) {
        return new Reference(context.patient().reference().literal());
    }

    static @Nullable Reference encounter(DraftForm form, DraftContext context) {
        FhirReference encounter = form.encounter() == Presence.OMITTED ? null : context.encounter();
        return encounter == null ? null : new Reference(encounter.literal());
    }

    static @Nullable Reference person(DraftForm form, DraftContext context) {
        return form.person() == Presence.OMITTED
                ? null
                : context.author().map(Reference::new).orElse(null);
    }
}
