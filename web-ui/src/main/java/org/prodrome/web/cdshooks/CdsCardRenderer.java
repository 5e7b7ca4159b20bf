package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.DraftContext;
import org.prodrome.fhir.writeback.DraftRenderer;
import org.prodrome.fhir.writeback.RenderedDraft;
import org.prodrome.fhir.writeback.WriteProfile;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.advice.AdviceSources;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.cdshooks.CdsResponse.Action;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.CdsResponse.CdsSuggestion;
import org.prodrome.web.cdshooks.CdsResponse.Coding;
import org.prodrome.web.cdshooks.CdsResponse.Link;
import org.prodrome.web.cdshooks.CdsResponse.Source;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.OverrideReason;
import org.prodrome.web.decision.OverrideReasons;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A card of ours as a CDS Hooks 2.0 card: same words, same drafts as in the app. */
@Component
final class CdsCardRenderer {
    private static final String TOPICS = "https://prodrome.org/fhir/CodeSystem/advice";

    private final OverrideReasons reasons;
    private final ProdromeSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    CdsCardRenderer(OverrideReasons reasons, ProdromeSettings settings, JsonMapper json, Clock clock) {
        this.reasons = reasons;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    CdsCard render(OfferedCard offered, HookRequest request, WriteProfile profile) {
        Card card = offered.card();
        boolean decidable = !(card.basis() instanceof Basis.NotEvaluated);
        return new CdsCard(
                offered.uuid().toString(),
                card.summary(),
                CardDetail.of(card, offered.stage()),
                card.severity().name().toLowerCase(Locale.ROOT),
                source(card.basis()),
                card.suggestions().stream()
                        .map(suggestion -> suggestion(offered, suggestion, request, profile))
                        .toList(),
                card.suggestions().isEmpty() ? null : behaviour(card),
                decidable ? overrideReasons(card) : List.of(),
                List.of(new Link("Open in Prodrome", settings.baseUrl() + "/launch", "smart", appContext(card))));
    }

    private static Source source(Basis basis) {
        return switch (basis) {
            case Basis.ByRule by ->
                new Source(
                        "Prodrome: " + by.rule().citation(),
                        by.rule().citationUrl(),
                        new Coding(by.rule().id(), TOPICS, by.rule().title()));
            case Basis.ByModel by ->
                new Source(
                        "Prodrome: model " + by.model().name() + " "
                                + by.model().version()
                                + (by.model().synthetic() ? " (trained on synthetic records)" : ""),
                        null,
                        new Coding(basis.sourceId(), TOPICS, by.risk().outcome().name()));
            case Basis.NotEvaluated ignored -> new Source("Prodrome", null, null);
        };
    }

    /** Suggestions that change the same order exclude each other; others may be taken together. */
    private static String behaviour(Card card) {
        List<FhirReference> targets = card.suggestions().stream()
                .map(suggestion -> suggestion.proposal().target())
                .filter(Objects::nonNull)
                .toList();
        boolean exclusive = targets.stream().distinct().count() < targets.size();
        return exclusive || card.suggestions().size() == 1 ? "at-most-one" : "any";
    }

    private CdsSuggestion suggestion(
            OfferedCard offered, Suggestion suggestion, HookRequest request, WriteProfile profile) {
        UUID uuid = Objects.requireNonNull(offered.suggestions().get(suggestion.key()));
        DraftContext context = new DraftContext(
                request.patient(),
                request.user(),
                request.encounter(),
                uuid.toString(),
                Instant.now(clock),
                AdviceSources.of(offered.card().basisOf(suggestion)),
                profile,
                AdviceSources.resources(offered.card()));
        return new CdsSuggestion(
                suggestion.label(),
                uuid.toString(),
                suggestion.recommended() ? Boolean.TRUE : null,
                List.of(action(suggestion, DraftRenderer.render(suggestion.proposal(), context))));
    }

    private static Action action(Suggestion suggestion, RenderedDraft draft) {
        return switch (draft.act()) {
            case CREATE -> new Action("create", suggestion.label(), draft.json(), null);
            case UPDATE -> new Action("update", suggestion.label(), draft.json(), null);
            case DELETE ->
                new Action(
                        "delete",
                        suggestion.label(),
                        null,
                        Objects.requireNonNull(draft.target()).literal());
        };
    }

    private List<Coding> overrideReasons(Card card) {
        return reasons.of(card.severity()).stream()
                .map(reason -> new Coding(reason.code(), OverrideReason.SYSTEM, reason.display()))
                .toList();
    }

    private String appContext(Card card) {
        return json.writeValueAsString(new AppContext(card.matter().hash()));
    }

    /** What a card's link hands the app: the matter, a keyed hash that says nothing by itself. */
    record AppContext(String matter) {}
}
