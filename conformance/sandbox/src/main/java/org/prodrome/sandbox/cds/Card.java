package org.prodrome.sandbox.cds;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A card as this EHR understood it; fields it doesn't know are gone.
 *
 * @param uuid the service's id for the card; without one no feedback is sent
 * @param detail GitHub flavoured Markdown, not to be trusted
 * @param chooseOne whether at most one suggestion may be taken
 */
public record Card(
        @Nullable String uuid,
        String summary,
        Indicator indicator,
        @Nullable String detail,
        Source source,
        List<Suggestion> suggestions,
        boolean chooseOne,
        List<OverrideReason> overrideReasons,
        List<Link> links) {

    /** How urgent the card is. */
    public enum Indicator {
        INFO,
        WARNING,
        CRITICAL
    }

    /** Where the guidance comes from. */
    public record Source(
            String label, @Nullable String url, @Nullable String topic) {}

    /** A reason for not following the card, as the service coded it. */
    public record OverrideReason(String code, @Nullable String system, String display) {}

    /** Changes to the orders, taken together or not at all. */
    public record Suggestion(@Nullable String uuid, String label, boolean recommended, List<Action> actions) {}

    /** A way out of the card. */
    public sealed interface Link {
        /** What to call it. */
        String label();

        /** Opens in a tab of its own. */
        record Absolute(String label, String url) implements Link {}

        /** Launches a SMART app in the chart. */
        record Smart(String label, String url, @Nullable String appContext) implements Link {}
    }

    /** One change. */
    public sealed interface Action {
        /** What the change does, in words. */
        String description();

        /** Adds a resource. */
        record Create(String description, ObjectNode resource) implements Action {}

        /** Replaces the resource that has the same type and id. */
        record Update(String description, ObjectNode resource) implements Action {}

        /** Takes {@code Type/id} away. */
        record Delete(String description, String resourceId) implements Action {}
    }
}
