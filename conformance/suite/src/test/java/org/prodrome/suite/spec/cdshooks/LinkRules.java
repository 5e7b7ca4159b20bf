package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.suite.spec.cdshooks.Seen.each;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Where a card leads (CDS Hooks 2.0, "Link"). */
final class LinkRules {

    private LinkRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("links are an array of objects", LinkRules::areAnArray, 103, 104)
                        .brokenBy(CardBreach.LINKS_AS_OBJECT, CardBreach.LINKS_EMPTY),
                Rule.of("more about a card is behind its link", LinkRules::leadIntoTheApp, 110)
                        .brokenBy(CardBreach.NO_LINKS),
                Rule.of("each link has a label", trial -> each(Seen.links(trial), Seen.text("label")), 138)
                        .brokenBy(CardBreach.NO_LINK_LABEL),
                Rule.of("each link has a url", trial -> each(Seen.links(trial), Seen.text("url")), 139)
                        .brokenBy(CardBreach.NO_LINK_URL),
                Rule.of("each link has a type", trial -> each(Seen.links(trial), Seen.text("type")), 141)
                        .brokenBy(CardBreach.NO_LINK_TYPE),
                Rule.of("links are absolute or smart, and their urls absolute", LinkRules::areOfTwoKinds, 142)
                        .brokenBy(CardBreach.LINK_TYPE_POPUP, CardBreach.LINK_URL_RELATIVE),
                Rule.of("appContext is a text", LinkRules::contextIsText, 144, 145)
                        .brokenBy(CardBreach.APP_CONTEXT_AS_OBJECT),
                Rule.of("an absolute link has no appContext", LinkRules::contextIsForSmartLinks, 146, 147)
                        .brokenBy(CardBreach.APP_CONTEXT_ON_ABSOLUTE_LINK));
    }

    private static void areAnArray(Trial trial) {
        each(trial.cards(), Seen.objectsIfThere("links"));
        assertThat(Seen.links(trial)).isNotEmpty();
    }

    private static void leadIntoTheApp(Trial trial) {
        each(
                decidable(trial),
                card -> assertThat(card.path("links").valueStream())
                        .anyMatch(link ->
                                link.path("url").stringValue("").startsWith(trial.hospital.service.address() + "/")));
    }

    /** A card that only says what was not checked has nothing in the app to lead to. */
    private static List<JsonNode> decidable(Trial trial) {
        return trial.cards().stream()
                .filter(card -> card.has("overrideReasons") || card.has("suggestions"))
                .toList();
    }

    private static void areOfTwoKinds(Trial trial) {
        each(Seen.links(trial), link -> {
            assertThat(link.path("type").stringValue("")).isIn("absolute", "smart");
            Seen.absoluteUrl("url").accept(link);
        });
    }

    private static void contextIsText(Trial trial) {
        each(withContext(trial), Seen.text("appContext"));
    }

    private static void contextIsForSmartLinks(Trial trial) {
        each(
                withContext(trial),
                link -> assertThat(link.path("type").stringValue("")).isEqualTo("smart"));
    }

    private static List<JsonNode> withContext(Trial trial) {
        return Seen.links(trial).stream().filter(link -> link.has("appContext")).toList();
    }
}
