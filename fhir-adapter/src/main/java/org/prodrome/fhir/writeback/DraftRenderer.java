package org.prodrome.fhir.writeback;

import java.util.Date;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.resources.FhirJson;

/**
 * The one place where a proposal becomes a resource: preview, card and write show and send the same bytes. Pure.
 *
 * <p>Every resource is marked as asserted by artificial intelligence (v3-ObservationValue {@code AIAST}) and says in a note
 * what advised it. Requests are drafts; a Condition is provisional.
 */
public final class DraftRenderer {
    /** System of the identifier by which a draft is recognised, and created once only. */
    public static final String IDENTIFIER_SYSTEM = "urn:prodrome:draft";

    private DraftRenderer() {}

    public static RenderedDraft render(DraftProposal proposal, DraftContext context) {
        return switch (proposal) {
            case DraftProposal.Service service -> created(service(service, context), context);
            case DraftProposal.Medication medication -> created(medication(medication, context), context);
            case DraftProposal.Problem problem -> created(problem(problem, context), context);
            case DraftProposal.Replace replace ->
                new RenderedDraft(
                        RenderedDraft.Act.UPDATE,
                        replace.order().reference().type(),
                        replace.order().reference(),
                        ReplacedOrder.json(replace, context),
                        context.draftId());
            case DraftProposal.Remove remove ->
                new RenderedDraft(
                        RenderedDraft.Act.DELETE,
                        remove.order().reference().type(),
                        remove.order().reference(),
                        remove.order().json(),
                        context.draftId());
        };
    }

    /** What the note on every draft says. */
    static String note(String reason, DraftContext context) {
        return "Draft suggested by " + context.source().words() + " (computed advice): " + reason
                + ". Not an order until a clinician reviews and signs it.";
    }

    private static RenderedDraft created(Resource resource, DraftContext context) {
        Marks.addTo(resource.getMeta());
        return new RenderedDraft(
                RenderedDraft.Act.CREATE, resource.fhirType(), null, FhirJson.render(resource), context.draftId());
    }

    private static ServiceRequest service(DraftProposal.Service proposal, DraftContext context) {
        var request = new ServiceRequest();
        request.addIdentifier(identifier(context));
        request.setStatus(ServiceRequest.ServiceRequestStatus.DRAFT);
        request.setIntent(
                ServiceRequest.ServiceRequestIntent.fromCode(context.style().intent()));
        request.addCategory(ServiceCategories.of(proposal.category()));
        request.setCode(concept(proposal.what()));
        request.setSubject(subject(context));
        request.setEncounter(encounter(context));
        request.setAuthoredOn(Date.from(context.at()));
        request.setRequester(user(context));
        request.addReasonCode().setText(proposal.reason());
        request.addNote(annotation(proposal.reason(), context));
        return request;
    }

    private static MedicationRequest medication(DraftProposal.Medication proposal, DraftContext context) {
        var request = new MedicationRequest();
        request.addIdentifier(identifier(context));
        request.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
        request.setIntent(MedicationRequest.MedicationRequestIntent.fromCode(
                context.style().intent()));
        request.setMedication(concept(proposal.product()));
        request.setSubject(subject(context));
        request.setEncounter(encounter(context));
        request.setAuthoredOn(Date.from(context.at()));
        request.setRequester(user(context));
        request.addReasonCode().setText(proposal.reason());
        request.addNote(annotation(proposal.reason(), context));
        if (proposal.dosage() != null) {
            request.addDosageInstruction(new Dosage().setText(proposal.dosage()));
        }
        return request;
    }

    private static Condition problem(DraftProposal.Problem proposal, DraftContext context) {
        var condition = new Condition();
        condition.addIdentifier(identifier(context));
        condition.setClinicalStatus(Marks.concept("condition-clinical", "active"));
        condition.setVerificationStatus(Marks.concept("condition-ver-status", "provisional"));
        condition.addCategory(Marks.concept("condition-category", "problem-list-item"));
        condition.setCode(concept(proposal.what()));
        condition.setSubject(subject(context));
        condition.setEncounter(encounter(context));
        condition.setRecordedDate(Date.from(context.at()));
        condition.setRecorder(user(context));
        condition.addNote(annotation(proposal.reason(), context));
        return condition;
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
        return new Annotation().setTime(Date.from(context.at())).setText(note(reason, context));
    }

    private static Identifier identifier(DraftContext context) {
        return new Identifier().setSystem(IDENTIFIER_SYSTEM).setValue(context.draftId());
    }

    private static Reference subject(DraftContext context) {
        return new Reference(context.patient().reference().literal());
    }

    private static @Nullable Reference encounter(DraftContext context) {
        FhirReference encounter = context.encounter();
        return encounter == null ? null : new Reference(encounter.literal());
    }

    private static @Nullable Reference user(DraftContext context) {
        return context.user() == null ? null : new Reference(context.user());
    }
}
