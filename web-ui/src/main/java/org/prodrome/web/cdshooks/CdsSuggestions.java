package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.writeback.DraftContext;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.fhir.writeback.DraftRenderer;
import org.prodrome.fhir.writeback.RenderedDraft;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.advice.AdviceSources;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.cdshooks.CdsResponse.Action;
import org.prodrome.web.cdshooks.CdsResponse.CdsSuggestion;
import org.prodrome.web.config.CardPart;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.stereotype.Component;

/** Suggestions whose one action a client can apply as it is (CDS Hooks 2.0, "Suggestion" and "Action"). */
@Component
final class CdsSuggestions {
    private final Clock clock;

    CdsSuggestions(Clock clock) {
        this.clock = clock;
    }

    /** Whether the client takes suggestions of this kind. */
    static boolean takes(@Nullable CdsClientSettings client, Suggestion suggestion) {
        CardPart action = switch (suggestion.proposal()) {
            case DraftProposal.Service ignored -> CardPart.CREATE_ACTIONS;
            case DraftProposal.Medication ignored -> CardPart.CREATE_ACTIONS;
            case DraftProposal.Problem ignored -> CardPart.CREATE_ACTIONS;
            case DraftProposal.Replace ignored -> CardPart.UPDATE_ACTIONS;
            case DraftProposal.Remove ignored -> CardPart.DELETE_ACTIONS;
        };
        return CdsCardRenderer.takes(client, CardPart.SUGGESTIONS) && CdsCardRenderer.takes(client, action);
    }

    /** Whether a call has what the suggestion acts on: what is signed is neither changed nor deleted by a card. */
    static boolean fits(HookRequest request, Suggestion suggestion) {
        return switch (suggestion.proposal()) {
            case DraftProposal.Service ignored -> true;
            case DraftProposal.Medication ignored -> true;
            case DraftProposal.Problem ignored -> true;
            case DraftProposal.Replace ignored -> hasDrafts(request);
            case DraftProposal.Remove ignored -> hasDrafts(request);
        };
    }

    private static boolean hasDrafts(HookRequest request) {
        return CdsServiceKind.ofHook(request.hook())
                .map(CdsServiceKind::hasDrafts)
                .orElse(false);
    }

    CdsSuggestion render(OfferedCard offered, Suggestion suggestion, HookRequest request, IssuerSettings issuer) {
        @Nullable CdsClientSettings client = issuer.cdsClient();
        UUID uuid = Objects.requireNonNull(offered.suggestions().get(suggestion.key()));
        DraftContext context = new DraftContext(
                request.patient(),
                request.user(),
                request.encounter(),
                uuid.toString(),
                Instant.now(clock),
                AdviceSources.of(offered.card().basisOf(suggestion)),
                issuer.writeProfile(),
                AdviceSources.resources(offered.card()));
        String label = PlainWords.of(suggestion.label());
        boolean recommended = suggestion.recommended() && CdsCardRenderer.takes(client, CardPart.IS_RECOMMENDED);
        return new CdsSuggestion(
                label,
                uuid.toString(),
                recommended ? Boolean.TRUE : null,
                List.of(action(label, DraftRenderer.render(suggestion.proposal(), context))),
                client != null && client.speaksVersion3() ? "all" : null);
    }

    private static Action action(String label, RenderedDraft draft) {
        return switch (draft.act()) {
            case CREATE -> new Action("create", label, draft.json(), null);
            case UPDATE -> new Action("update", label, draft.json(), null);
            case DELETE ->
                new Action(
                        "delete",
                        label,
                        null,
                        Objects.requireNonNull(draft.target()).literal());
        };
    }
}
