package org.prodrome.sandbox.ehr;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card;
import org.prodrome.sandbox.cds.Card.OverrideReason;
import org.prodrome.sandbox.cds.Card.Suggestion;
import org.prodrome.sandbox.cds.Feedback;
import org.prodrome.sandbox.cds.HookClient;

/** What a user does with a card: apply, override, follow a link. Feedback goes to the service that sent it. */
final class CardDecisions {

    private final CardDesk cards;
    private final OrderDesk orders;
    private final ChartWriter writer;
    private final HookClient hooks;
    private final Launches launches;
    private final InstantSource clock;

    CardDecisions(
            CardDesk cards,
            OrderDesk orders,
            ChartWriter writer,
            HookClient hooks,
            Launches launches,
            InstantSource clock) {
        this.cards = cards;
        this.orders = orders;
        this.writer = writer;
        this.hooks = hooks;
        this.launches = launches;
        this.clock = clock;
    }

    /** Applies a suggestion; nothing changes and nothing is reported when one of its actions can't be done. */
    Shown accept(String key, int index, String practitionerId) {
        Shown shown = cards.find(key, practitionerId);
        Suggestion suggestion = at(shown.card().suggestions(), index);
        if (!shown.offers(index)) {
            throw Refusal.conflict("That suggestion can't be applied any more.");
        }
        String service = shown.service().title();
        switch (shown.place().page()) {
            case CHART ->
                writer.apply(suggestion.actions(), service, shown.place().patientId(), practitionerId);
            case ORDERS -> orders.apply(shown.place(), suggestion.actions(), service);
        }
        return settle(
                shown.taking(index, "Applied: " + suggestion.label()),
                shown.card().uuid() == null || suggestion.uuid() == null
                        ? null
                        : new Feedback.Accepted(shown.card().uuid(), List.of(suggestion.uuid()), clock.instant()));
    }

    /** Overrides a card; a critical one wants a reason or a comment. */
    Shown override(String key, @Nullable Integer reasonIndex, @Nullable String comment, String practitionerId) {
        Shown shown = cards.find(key, practitionerId);
        if (!shown.open()) {
            throw Refusal.conflict("That card has been decided already.");
        }
        OverrideReason reason = reasonIndex == null ? null : at(shown.card().overrideReasons(), reasonIndex);
        String remark = comment == null || comment.isBlank() ? null : comment.strip();
        if (shown.card().indicator() == Card.Indicator.CRITICAL && reason == null && remark == null) {
            throw Refusal.invalid("A critical card needs a reason: choose one, or write a comment.");
        }
        String because = reason != null ? ": " + reason.display() : remark != null ? ": " + remark : "";
        return settle(
                shown.overriding("Overridden" + because),
                shown.card().uuid() == null
                        ? null
                        : new Feedback.Overridden(shown.card().uuid(), reason, remark, clock.instant()));
    }

    /** Launches the app of a {@code smart} link; the URL is for the frame. */
    URI follow(String key, int index, String practitionerId) {
        Shown shown = cards.find(key, practitionerId);
        return switch (at(shown.card().links(), index)) {
            case Card.Link.Smart smart -> launches.follow(smart, shown.place().patientId(), practitionerId);
            case Card.Link.Absolute absolute -> throw Refusal.invalid("That link opens in a tab of its own.");
        };
    }

    private Shown settle(Shown decided, @Nullable Feedback feedback) {
        cards.replace(decided);
        if (feedback != null && !hooks.tell(decided.service(), feedback)) {
            Shown untold = new Shown(
                    decided.key(),
                    decided.place(),
                    decided.service(),
                    decided.card(),
                    decided.taken(),
                    decided.overridden(),
                    decided.outcome() + " (the service could not be told)");
            cards.replace(untold);
            return untold;
        }
        return decided;
    }

    private static <T> T at(List<T> list, int index) {
        if (index < 0 || index >= list.size()) {
            throw Refusal.notFound("The card has no such choice.");
        }
        return list.get(index);
    }
}
