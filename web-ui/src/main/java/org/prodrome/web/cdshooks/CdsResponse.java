package org.prodrome.web.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a hook (CDS Hooks 2.0, "CDS Service Response"); what is empty is left out, except {@code cards}. There are
 * no {@code systemActions}: nothing changes without a human act.
 */
record CdsResponse(List<CdsCard> cards) {

    /** The uuids of its cards; one that is not kept has none, or one that the database does not know. */
    List<UUID> keptCards() {
        return cards.stream()
                .map(CdsCard::uuid)
                .filter(uuid -> !uuid.isEmpty())
                .map(UUID::fromString)
                .toList();
    }

    /** A card. */
    @JsonInclude(Include.NON_EMPTY)
    record CdsCard(
            String uuid,
            String summary,
            String detail,
            String indicator,
            Source source,
            List<CdsSuggestion> suggestions,
            @Nullable String selectionBehavior,
            List<Coding> overrideReasons,
            List<Link> links) {

        /** The same under another headline. */
        CdsCard headed(String other) {
            return with(other, detail);
        }

        /** The same with one more paragraph, in Markdown. */
        CdsCard saying(String more) {
            return with(summary, detail + "\n\n" + more);
        }

        private CdsCard with(String headline, String details) {
            return new CdsCard(
                    uuid, headline, details, indicator, source, suggestions, selectionBehavior, overrideReasons, links);
        }
    }

    /** Where the advice comes from. */
    @JsonInclude(Include.NON_EMPTY)
    record Source(
            String label, @Nullable String url, @Nullable Coding topic) {}

    /** A code. */
    @JsonInclude(Include.NON_EMPTY)
    record Coding(String code, String system, String display) {}

    /**
     * What the clinician may take over.
     *
     * @param actionSelectionBehavior which of the actions may be chosen; of CDS Hooks 3.0
     */
    @JsonInclude(Include.NON_EMPTY)
    record CdsSuggestion(
            String label,
            String uuid,
            @Nullable Boolean isRecommended,
            List<Action> actions,
            @Nullable String actionSelectionBehavior) {}

    /** A change of the orders in progress, or a new draft. */
    @JsonInclude(Include.NON_EMPTY)
    record Action(
            String type,
            String description,
            @JsonRawValue @Nullable String resource,
            @Nullable String resourceId) {}

    /** Where to go. */
    @JsonInclude(Include.NON_EMPTY)
    record Link(
            String label, String url, String type, @Nullable String appContext) {}
}
