package org.prodrome.sandbox.ehr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card;
import org.prodrome.sandbox.cds.Card.Action;
import org.prodrome.sandbox.cds.Card.Link;

/** A card as the pages get it; {@code detailHtml} is the only field that is HTML. */
record CardView(
        String key,
        @Nullable String uuid,
        String summary,
        String indicator,
        @Nullable String detailHtml,
        Card.Source source,
        List<SuggestionView> suggestions,
        List<String> overrideReasons,
        List<LinkView> links,
        String state,
        @Nullable String outcome) {

    record SuggestionView(
            int index,
            @Nullable String uuid,
            String label,
            boolean recommended,
            boolean open,
            boolean taken,
            List<String> changes) {}

    record LinkView(
            int index, String type, String label, @Nullable String url) {}

    /** What one service answered: {@code words} when it gave no answer, {@code faults} for what can't be shown. */
    record AnswerView(String title, @Nullable String words, List<String> faults, List<CardView> cards) {}

    static CardView of(Shown shown, CardMarkdown markdown) {
        Card card = shown.card();
        return new CardView(
                shown.key(),
                card.uuid(),
                card.summary(),
                card.indicator().name().toLowerCase(Locale.ROOT),
                card.detail() == null ? null : markdown.html(card.detail()),
                card.source(),
                suggestions(shown),
                card.overrideReasons().stream()
                        .map(Card.OverrideReason::display)
                        .toList(),
                links(card),
                shown.open() ? "open" : shown.overridden() ? "overridden" : "accepted",
                shown.outcome());
    }

    private static List<SuggestionView> suggestions(Shown shown) {
        List<SuggestionView> views = new ArrayList<>();
        for (Card.Suggestion suggestion : shown.card().suggestions()) {
            int index = views.size();
            views.add(new SuggestionView(
                    index,
                    suggestion.uuid(),
                    suggestion.label(),
                    suggestion.recommended(),
                    shown.offers(index),
                    shown.taken().contains(index),
                    suggestion.actions().stream().map(Action::description).toList()));
        }
        return views;
    }

    private static List<LinkView> links(Card card) {
        List<LinkView> views = new ArrayList<>();
        for (Link link : card.links()) {
            int index = views.size();
            views.add(
                    switch (link) {
                        case Link.Absolute absolute ->
                            new LinkView(index, "absolute", absolute.label(), absolute.url());
                        case Link.Smart smart -> new LinkView(index, "smart", smart.label(), null);
                    });
        }
        return views;
    }
}
