package org.prodrome.web.chart;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.prodrome.web.advice.CardSnapshot;
import org.prodrome.web.advice.DecidedCard;
import org.prodrome.web.decision.Act;
import org.prodrome.web.decision.Channel;
import org.prodrome.web.decision.OverrideReason;
import org.prodrome.web.draft.WriteState;

/** Everything decided about this patient, in the app or on a card in the EHR, newest first. */
final class DecidedPanel extends Section {
    private static final long serialVersionUID = 1;

    /** @param acts what may be done with a draft of one's own */
    DecidedPanel(
            List<DecidedCard> decided,
            Map<UUID, WriteState> writes,
            List<OverrideReason> reasons,
            ZoneId zone,
            DraftActs acts) {
        setId("decided");
        setClassName("panel");
        if (decided.isEmpty()) {
            add(Html.div("box", Html.span("", "Nothing has been decided for this patient yet.")));
        }
        var clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
        decided.forEach(one -> add(article(one, writes, reasons, clock, acts)));
    }

    private static Article article(
            DecidedCard decided,
            Map<UUID, WriteState> writes,
            List<OverrideReason> reasons,
            DateTimeFormatter clock,
            DraftActs acts) {
        CardSnapshot shown = decided.shown();
        var decision = decided.decision();
        Article article = new Article();
        article.setClassName("box decided");
        article.getElement().setAttribute("data-kind", decision.act().kind());
        article.getElement().setAttribute("data-source", shown.sourceId());
        String where = decision.channel() == Channel.CDS ? "on a card in the EHR" : "in Prodrome";
        article.add(Html.div(
                "",
                Html.span(
                        "chip act-" + decision.act().kind().toLowerCase(Locale.ROOT),
                        words(decision.act(), shown, reasons)),
                Html.span("muted", " " + where + ", " + clock.format(decision.at()))));
        article.add(new H3(shown.summary()));
        article.add(new Div(Html.span("muted", shown.source())));
        WriteState state = writes.get(decision.id());
        if (state != null) {
            article.add(new DraftStateRow(decision.id(), state, acts));
        }
        return article;
    }

    private static String words(Act act, CardSnapshot shown, List<OverrideReason> reasons) {
        return switch (act) {
            case Act.Accepted accepted -> "\u2713 Accepted: " + label(accepted.suggestion(), shown);
            case Act.Overridden overridden -> "\u2715 Overridden: " + reason(overridden, reasons);
            case Act.Snoozed snoozed -> "\u23F8 Snoozed until " + snoozed.until();
            case Act.Contested ignored -> "! Contested";
            case Act.Withdrawn ignored -> "\u21A9 Taken back";
            case Act.Unreadable ignored -> "? On record, but cannot be read: what was decided is unknown";
        };
    }

    private static String label(String key, CardSnapshot shown) {
        return shown.suggestions().stream()
                .filter(offer -> offer.key().equals(key))
                .map(CardSnapshot.Offer::label)
                .findFirst()
                .orElse(key);
    }

    private static String reason(Act.Overridden overridden, List<OverrideReason> reasons) {
        String words = reasons.stream()
                .filter(reason -> reason.code().equals(overridden.reason()))
                .map(OverrideReason::display)
                .findFirst()
                .orElse("no reason given");
        return overridden.comment() == null ? words : words + " (" + overridden.comment() + ")";
    }
}
