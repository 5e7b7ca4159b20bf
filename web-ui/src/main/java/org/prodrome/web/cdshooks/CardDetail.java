package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RiskContext;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.Risk;

/** The card's {@code detail} in GitHub Markdown. Every word that may come from the record is escaped: no markup of it is live. */
final class CardDetail {
    private static final String SPECIAL = "\\`*_[]|~";
    /** What opens a heading, a list or a rule at the start of a line. */
    private static final Pattern LEADING = Pattern.compile("^(\\s*\\d*)([#+=.)-])");

    private static final int FACTS = 8;

    private CardDetail() {}

    /** @param instead what the client takes no suggestions for: labels of what they would have been */
    static String of(Card card, Stage stage, List<String> instead) {
        StringBuilder detail = new StringBuilder(escaped(card.explanation()));
        list(detail, "Because", facts(card.because()));
        list(detail, "Argues against", card.against());
        list(detail, "Missing or not evaluated", card.missing());
        list(detail, "To consider", instead);
        list(
                detail,
                "Context, no reason by itself",
                card.risks().stream().map(RiskContext::words).toList());
        detail.append("\n\n**Basis** ").append(basis(card.basis(), staged(stage)));
        card.bases().stream()
                .filter(other -> !other.equals(card.basis()))
                .forEach(other -> detail.append("\n\n**Also** ").append(basis(other, "")));
        return detail.toString();
    }

    /** Each with the resource it stands in; what is left out is said. */
    private static List<String> facts(List<Evidence> because) {
        List<String> lines = new ArrayList<>(because.stream()
                .limit(FACTS)
                .map(fact -> fact.words() + ", " + fact.sources().getFirst().literal())
                .toList());
        if (because.size() > FACTS) {
            lines.add("and " + (because.size() - FACTS) + " more in Prodrome");
        }
        return lines;
    }

    private static void list(StringBuilder detail, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        detail.append("\n\n**").append(title).append("**\n");
        lines.forEach(line -> detail.append("\n- ").append(escaped(line)));
    }

    private static String staged(Stage stage) {
        return " (" + stage.name().toLowerCase(Locale.ROOT) + ")";
    }

    private static String basis(Basis basis, String staged) {
        return switch (basis) {
            case Basis.ByRule by ->
                escaped("Rule " + by.rule().id() + " " + by.rule().version() + staged + ", "
                        + by.rule().citation());
            case Basis.ByModel by ->
                escaped("Model " + by.model().name() + " " + by.model().version() + staged + ": " + risk(by.risk()))
                        + (by.model().synthetic()
                                ? ". **Trained on synthetic records: its figures say nothing about real patients.**"
                                : "");
            case Basis.NotEvaluated ignored -> "nothing could be evaluated; this is not a pass.";
        };
    }

    private static String risk(Risk risk) {
        return String.format(
                Locale.ROOT,
                "%s within %d days, %.1f%% (%.1f to %.1f%%)",
                risk.outcome().name(),
                risk.horizonDays(),
                100 * risk.probability(),
                100 * risk.low(),
                100 * risk.high());
    }

    /**
     * Makes any text plain: HTML becomes entities, Markdown's own characters get a backslash, addresses fall apart so that no
     * renderer links them, line breaks become spaces.
     */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        PlainWords.unlinked(PlainWords.line(text)).strip().codePoints().forEach(c -> out.append(escaped(c)));
        return LEADING.matcher(out.toString()).replaceFirst("$1\\\\$2");
    }

    private static String escaped(int c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            default -> SPECIAL.indexOf(c) >= 0 ? "\\" + (char) c : Character.toString(c);
        };
    }
}
