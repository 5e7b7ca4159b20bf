package org.prodrome.web.chart;

import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.prodrome.web.advice.OfferedCard;

/**
 * What the site does not show to this reader's role, unit or service: that there is something is said, and it opens on demand. Who
 * opened it may decide on it like on any other.
 */
final class NotForReader extends NativeDetails {
    private static final long serialVersionUID = 1;

    /** @param cards at least one */
    NotForReader(List<OfferedCard> cards, SourceOpener opener, CardActs acts) {
        super(new Span((cards.size() == 1 ? "1 suggestion is" : cards.size() + " suggestions are")
                + " not shown for your role, unit or service"));
        setId("not-for-reader");
        setClassName("not-for-reader");
        setContent(Html.div(
                "",
                cards.stream()
                        .map(card -> new SuggestionCard(card, opener, acts))
                        .toArray(SuggestionCard[]::new)));
    }
}
