package org.prodrome.fhir.writeback;

import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.resources.FhirJson;

/**
 * The one place where a proposal becomes a resource: preview, card and write show and send the same bytes. Pure.
 *
 * <p>Every resource is marked as asserted by artificial intelligence (v3-ObservationValue {@code AIAST}) and says in a note
 * what advised it. Requests are drafts; a Condition is provisional. What else differs from EHR to EHR is in the profile.
 */
public final class DraftRenderer {
    /** System of the identifier by which a draft is recognised, and created once only. */
    public static final String IDENTIFIER_SYSTEM = "urn:prodrome:draft";

    private DraftRenderer() {}

    public static RenderedDraft render(DraftProposal proposal, DraftContext context) {
        return switch (proposal) {
            case DraftProposal.Service service -> created(DraftResources.service(service, context), context);
            case DraftProposal.Medication medication ->
                created(DraftResources.medication(medication, context), context);
            case DraftProposal.Problem problem -> created(DraftResources.problem(problem, context), context);
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

    /** The same proposal in words, as a DocumentReference, for an EHR that creates no resource of its own type. */
    public static RenderedDraft renderNote(DraftProposal proposal, DraftContext context) {
        return created(DraftNote.of(proposal, context), context);
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
}
