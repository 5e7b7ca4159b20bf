package org.prodrome.web.chart;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.web.advice.OfferedCard;

/** One matter: what, why, how sure, what argues against, what is missing, and what may be done. */
final class SuggestionCard extends Article {
    private static final long serialVersionUID = 1;
    private static final int FACTS = 6;

    SuggestionCard(OfferedCard offered, SourceOpener opener, CardActs acts) {
        Card card = offered.card();
        setClassName("box suggestion " + card.severity().name().toLowerCase(Locale.ROOT));
        setId("card-" + offered.uuid());
        getElement().setAttribute("data-matter", card.matter().hash());
        getElement().setAttribute("data-source", card.basis().sourceId());
        getElement().setAttribute("tabindex", "-1");
        add(new Div(new SeverityBadge(card.severity()), Html.span("chip", Words.of(offered.stage()))));
        add(new H3(card.summary()));
        addExplanation(card);
        addEvidence(card, opener);
        addRow("Argues against", card.against());
        addRow("Missing or not evaluated", card.missing());
        addRow(
                "Context, no reason by itself",
                card.risks().stream().map(RiskContext::words).toList());
        add(actions(offered, acts));
    }

    /** Of a joined card each part in a paragraph of its own: what the rule says is never taken for the model's words. */
    private void addExplanation(Card card) {
        boolean joined = card.parts().size() > 1 && !(card.basis() instanceof Basis.NotEvaluated);
        if (!joined) {
            add(new Paragraph(card.explanation()));
            return;
        }
        add(new Paragraph(card.parts().getFirst().explanation()));
        card.parts().stream().skip(1).forEach(part -> {
            Paragraph other = new Paragraph(Html.strong(part.summary() + "."), new Span(" " + part.explanation()));
            other.addClassName("other-part");
            add(other);
        });
    }

    private void addEvidence(Card card, SourceOpener opener) {
        if (!card.because().isEmpty()) {
            Div facts = Html.div("facts");
            card.because().stream().limit(FACTS).forEach(fact -> facts.add(tile(fact, opener)));
            add(facts);
            addRow(
                    "More facts",
                    card.because().stream().skip(FACTS).map(Evidence::words).toList());
        }
        card.bases().stream()
                .filter(Basis.ByModel.class::isInstance)
                .forEach(basis -> add(new NaturalFrequency(((Basis.ByModel) basis).risk())));
        if (!card.contributions().isEmpty()) {
            add(movers(card, opener));
        }
    }

    private static Div tile(Evidence fact, SourceOpener opener) {
        Div value = Html.div("value", Html.span("", fact.value().isEmpty() ? "recorded " : fact.value() + " "));
        value.add(new Citation(fact.label(), fact.sources(), opener));
        return Html.div(
                "fact",
                Html.div("key", Html.span("", fact.label())),
                value,
                Html.div("muted small", Html.span("", fact.day())));
    }

    private static Div movers(Card card, SourceOpener opener) {
        Div row = Html.div("row");
        row.add(Html.strong(card.basis() instanceof Basis.ByModel ? "What moved it" : "What moved the risk"));
        card.contributions().stream().limit(FACTS).forEach(c -> row.add(mover(c, opener)));
        return row;
    }

    private static Span mover(Contribution contribution, SourceOpener opener) {
        String sign = contribution.logOddsChange() > 0 ? "\u25B2 raises" : "\u25BC lowers";
        Span mover = Html.span("mover", contribution.concept() + " " + sign + " ");
        List<FhirReference> sources = contribution.sources();
        if (!sources.isEmpty()) {
            mover.add(new Citation(contribution.concept(), sources, opener));
        }
        return mover;
    }

    private void addRow(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            add(Html.div("row", Html.strong(title), Html.span("", String.join("; ", lines))));
        }
    }

    private Div actions(OfferedCard offered, CardActs acts) {
        Div actions = Html.div("actions");
        for (Suggestion suggestion : offered.card().suggestions()) {
            actions.add(previewButton(
                    offered, suggestion, acts, actions.getChildren().findAny().isEmpty()));
        }
        if (!(offered.card().basis() instanceof Basis.NotEvaluated)) {
            Button override = button("Override\u2026", "override", () -> acts.override(offered));
            override.addClickShortcut(Key.KEY_O).listenOn(this);
            actions.add(override);
            if (offered.card().severity() != Severity.CRITICAL) {
                actions.add(button("Snooze\u2026", "snooze", () -> acts.snooze(offered)));
            }
            actions.add(button("Contest\u2026", "contest", () -> acts.contest(offered)));
        }
        Div sources = Html.div("sources");
        offered.card().bases().forEach(basis -> sources.add(source(basis, acts)));
        actions.add(sources);
        return actions;
    }

    private static NativeButton source(Basis basis, CardActs acts) {
        NativeButton why = new NativeButton(Words.of(basis), click -> acts.attributes(basis));
        why.setClassName("link source-line");
        return why;
    }

    private Button previewButton(OfferedCard offered, Suggestion suggestion, CardActs acts, boolean first) {
        Button preview =
                button("Preview: " + lowered(suggestion.label()), "preview", () -> acts.preview(offered, suggestion));
        preview.getElement().setAttribute("data-suggestion", suggestion.key());
        if (first) {
            preview.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            preview.addClickShortcut(Key.KEY_A).listenOn(this);
        }
        return preview;
    }

    /** {@code Order HbA1c} after a colon. */
    private static String lowered(String label) {
        return Character.toLowerCase(label.charAt(0)) + label.substring(1);
    }

    private static Button button(String text, String className, Runnable act) {
        Button button = new Button(text, click -> act.run());
        button.setClassName(className);
        return button;
    }
}
