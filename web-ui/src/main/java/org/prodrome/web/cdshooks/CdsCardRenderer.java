package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.advice.OfferedCard;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.CdsResponse.Coding;
import org.prodrome.web.cdshooks.CdsResponse.Link;
import org.prodrome.web.cdshooks.CdsResponse.Source;
import org.prodrome.web.config.CardPart;
import org.prodrome.web.config.CdsClientSettings;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.prodrome.web.decision.OverrideReason;
import org.prodrome.web.decision.OverrideReasons;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A card of ours as a CDS Hooks card: same words, same drafts as in the app, and only those parts that the client takes. */
@Component
final class CdsCardRenderer {
    private static final String TOPICS = "https://prodrome.org/fhir/CodeSystem/advice";

    private final OverrideReasons reasons;
    private final CdsSuggestions suggestions;
    private final ProdromeSettings settings;
    private final JsonMapper json;

    CdsCardRenderer(OverrideReasons reasons, CdsSuggestions suggestions, ProdromeSettings settings, JsonMapper json) {
        this.reasons = reasons;
        this.suggestions = suggestions;
        this.settings = settings;
        this.json = json;
    }

    CdsCard render(OfferedCard offered, HookRequest request, IssuerSettings issuer) {
        Card card = offered.card();
        @Nullable CdsClientSettings client = issuer.cdsClient();
        boolean decidable = !(card.basis() instanceof Basis.NotEvaluated);
        List<Suggestion> taken = card.suggestions().stream()
                .filter(one -> CdsSuggestions.takes(client, one) && CdsSuggestions.fits(request, one))
                .toList();
        List<String> instead = card.suggestions().stream()
                .filter(one -> !taken.contains(one))
                .map(Suggestion::label)
                .toList();
        return new CdsCard(
                offered.uuid().toString(),
                PlainWords.of(card.summary(), PlainWords.SUMMARY),
                CardDetail.of(card, offered.stage(), instead),
                indicator(card.severity(), client),
                source(card.basis(), client),
                taken.stream()
                        .map(one -> suggestions.render(offered, one, request, issuer))
                        .toList(),
                taken.isEmpty() ? null : behaviour(taken),
                decidable && takes(client, CardPart.OVERRIDE_REASONS) ? overrideReasons(card) : List.of(),
                takes(client, CardPart.LINKS) ? links(offered, client) : List.of());
    }

    static boolean takes(@Nullable CdsClientSettings client, CardPart part) {
        return client == null || client.takes(part);
    }

    private static String indicator(Severity severity, @Nullable CdsClientSettings client) {
        Severity most = client == null ? Severity.CRITICAL : client.indicatorAtMost();
        Severity sent = severity.compareTo(most) < 0 ? most : severity; // the most urgent comes first
        return sent.name().toLowerCase(Locale.ROOT);
    }

    private static Source source(Basis basis, @Nullable CdsClientSettings client) {
        Source whole = switch (basis) {
            case Basis.ByRule by ->
                new Source(
                        PlainWords.of("Prodrome: " + by.rule().citation()),
                        web(by.rule().citationUrl()),
                        topic(by.rule().id(), by.rule().title()));
            case Basis.ByModel by ->
                new Source(
                        PlainWords.of("Prodrome: model " + by.model().name() + " "
                                + by.model().version()
                                + (by.model().synthetic() ? " (trained on synthetic records)" : "")),
                        null,
                        topic(basis.sourceId(), by.risk().outcome().name()));
            case Basis.NotEvaluated ignored -> new Source("Prodrome", null, null);
        };
        return new Source(
                whole.label(),
                takes(client, CardPart.SOURCE_URL) ? whole.url() : null,
                takes(client, CardPart.TOPIC) ? whole.topic() : null);
    }

    private static Coding topic(String code, String display) {
        return new Coding(code, TOPICS, PlainWords.of(display));
    }

    /** Suggestions that change the same order exclude each other; others may be taken together. */
    private static String behaviour(List<Suggestion> taken) {
        List<FhirReference> targets = taken.stream()
                .map(suggestion -> suggestion.proposal().target())
                .filter(Objects::nonNull)
                .toList();
        boolean exclusive = targets.stream().distinct().count() < targets.size();
        return exclusive || taken.size() == 1 ? "at-most-one" : "any";
    }

    private List<Coding> overrideReasons(Card card) {
        return reasons.of(card.severity()).stream()
                .map(reason -> new Coding(reason.code(), OverrideReason.SYSTEM, reason.display()))
                .toList();
    }

    /** None is autolaunchable: a card whose link is followed by itself may never be seen. */
    private List<Link> links(OfferedCard offered, @Nullable CdsClientSettings client) {
        List<Link> links = new ArrayList<>();
        if (takes(client, CardPart.SMART_LINKS)) {
            @Nullable String context = takes(client, CardPart.APP_CONTEXT) ? appContext(offered) : null;
            links.add(new Link("Open in Prodrome", settings.baseUrl() + "/launch", "smart", context));
        }
        @Nullable
        String guideline = offered.card().basis() instanceof Basis.ByRule by
                ? web(by.rule().citationUrl())
                : null;
        if (guideline != null && takes(client, CardPart.ABSOLUTE_LINKS)) {
            links.add(new Link("Guideline", guideline, "absolute", null));
        }
        return links;
    }

    /** Only an address a browser may be sent to. */
    private static @Nullable String web(String address) {
        return address.matches("https?://[^\\s\"<>]+") ? address : null;
    }

    private String appContext(OfferedCard offered) {
        return json.writeValueAsString(
                new AppContext(offered.card().matter().hash(), offered.uuid().toString()));
    }

    /**
     * What a card's link hands the app: neither says anything by itself.
     *
     * @param matter a keyed hash
     * @param card this showing of it
     */
    record AppContext(String matter, String card) {}
}
