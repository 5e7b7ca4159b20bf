package org.prodrome.fhir.writeback;

import java.util.Optional;
import org.prodrome.fhir.capability.Learnt;
import org.prodrome.fhir.capability.Support;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.writeback.DraftForm.Presence;
import org.prodrome.launcher.Scope.Interaction;

/**
 * Chooses a route: the resource itself where profile, CapabilityStatement and grant allow it, else a note where they allow
 * that, else the clinician's own hand. Pure.
 */
record Routes(Learnt learnt, FhirAccess access) {

    PlannedDraft plan(DraftProposal proposal, DraftContext context) {
        RenderedDraft draft = DraftRenderer.render(proposal, context);
        String words = DraftWords.of(proposal, context);
        Optional<String> obstacle = obstacle(draft, context);
        if (obstacle.isEmpty()) {
            return new PlannedDraft(draft, new Route.Resource(learnt.known().isPresent()), words);
        }
        if (draft.act() == RenderedDraft.Act.CREATE) {
            RenderedDraft note = DraftRenderer.renderNote(proposal, context);
            if (obstacle(note, context).isEmpty()) {
                return new PlannedDraft(note, new Route.Note(obstacle.get()), words);
            }
        }
        return new PlannedDraft(draft, new Route.HandOff(obstacle.get()), words);
    }

    private Optional<String> obstacle(RenderedDraft draft, DraftContext context) {
        return switch (draft.act()) {
            case CREATE ->
                missing(draft.type(), context).or(() -> refusal(draft.type(), "create", Interaction.CREATE, context));
            case UPDATE ->
                draft.target() == null || draft.target().version() == null
                        ? Optional.of("an order in progress is changed in order entry only")
                        : refusal(draft.type(), "update", Interaction.UPDATE, context);
            case DELETE -> Optional.of("an order in progress is taken back in order entry only");
        };
    }

    /** What the profile asks for and this launch does not give. */
    private static Optional<String> missing(String type, DraftContext context) {
        DraftForm form = context.form(type);
        if (form.person() == Presence.REQUIRED && context.author().isEmpty()) {
            return Optional.of("this EHR takes a " + type + " from a clinician only whom it has told us of");
        }
        return form.encounter() == Presence.REQUIRED && context.encounter() == null
                ? Optional.of("this EHR takes a " + type + " within an encounter only, and none is open")
                : Optional.empty();
    }

    private Optional<String> refusal(String type, String interaction, Interaction scope, DraftContext context) {
        return obstacle(type, interaction, scope, context.profile()).map(Obstructed::reason);
    }

    /** Why an interaction is not possible; empty where nothing stands in the way, as far as is known. */
    Optional<Obstructed> obstacle(String type, String interaction, Interaction scope, WriteProfile profile) {
        boolean taken = profile.form(type).map(form -> takes(form, scope)).orElse(true);
        boolean unknown = learnt.known().isEmpty();
        if (!taken || !unknown && learnt.interaction(type, interaction) != Support.OFFERED) {
            return Optional.of(new Obstructed(
                    Receipt.Obstacle.CAPABILITY, "this EHR does not offer " + interaction + " of " + type));
        }
        return access.allows(scope, type)
                ? Optional.empty()
                : Optional.of(new Obstructed(
                        Receipt.Obstacle.SCOPE, interaction + " of " + type + " is not granted to this app here"));
    }

    private static boolean takes(DraftForm form, Interaction interaction) {
        return switch (interaction) {
            case CREATE -> form.create();
            case UPDATE -> form.update();
            case DELETE -> false;
            case READ, SEARCH -> true;
        };
    }

    /**
     * What stands in the way.
     *
     * @param reason in words
     */
    record Obstructed(Receipt.Obstacle obstacle, String reason) {}
}
