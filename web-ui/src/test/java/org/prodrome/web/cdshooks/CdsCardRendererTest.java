package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.card.Suggestion;
import org.prodrome.web.advice.OfferedCard;
import tools.jackson.databind.JsonNode;

/** What a card is made of for a client: all of it, or less where its configuration says what it does not take. */
class CdsCardRendererTest {
    private static final CdsCardRenderer RENDERER = CdsSite.shared().bean(CdsCardRenderer.class);

    @Test
    void aCardHasEveryPartOfTheStandardAndNothingEmpty() {
        JsonNode card = card(TestCards.saying("words"));

        assertThat(EmptyParts.of(card)).isEmpty();
        assertThat(card.propertyNames())
                .containsExactlyInAnyOrder(
                        "uuid",
                        "summary",
                        "detail",
                        "indicator",
                        "source",
                        "suggestions",
                        "selectionBehavior",
                        "overrideReasons",
                        "links");
        assertThat(card.path("overrideReasons").valueStream())
                .allSatisfy(reason ->
                        assertThat(reason.propertyNames()).containsExactlyInAnyOrder("code", "system", "display"));
        assertThat(card.toString()).doesNotContain("autolaunchable", "actionSelectionBehavior");
    }

    @Test
    void actionsAreOfTheKindThatAClientCanApplyAsTheyAre() {
        JsonNode suggestions = card(TestCards.saying("words")).path("suggestions");
        JsonNode create = suggestions.get(0).path("actions").get(0);
        JsonNode update = suggestions.get(1).path("actions").get(0);
        JsonNode delete = suggestions.get(2).path("actions").get(0);

        assertThat(create.path("type").stringValue()).isEqualTo("create");
        assertThat(create.path("resource").path("subject").path("reference").stringValue())
                .isEqualTo("Patient/p1");
        assertThat(create.has("resourceId")).isFalse();
        assertThat(update.path("type").stringValue()).isEqualTo("update");
        assertThat(update.path("resource").path("id").stringValue()).isEqualTo("draft-1");
        assertThat(update.path("resource").path("subject").path("reference").stringValue())
                .isEqualTo("Patient/p1");
        assertThat(update.path("resource").path("x-local").toString()).isEqualTo("{\"dose\":1.50}");
        assertThat(delete.path("type").stringValue()).isEqualTo("delete");
        assertThat(delete.path("resourceId").stringValue()).isEqualTo("MedicationRequest/draft-1");
        assertThat(delete.has("resource")).isFalse();
    }

    @Test
    void suggestionsAboutOneOrderExcludeEachOther() {
        assertThat(behaviour(TestCards.update("a"), TestCards.delete("b"))).isEqualTo("at-most-one");
        assertThat(behaviour(TestCards.create("a"), TestCards.delete("b"))).isEqualTo("any");
        assertThat(card(TestCards.with()).has("selectionBehavior")).isFalse();
    }

    @Test
    void aLinkOpensTheAppOnThisCardAndAnotherTheGuideline() {
        OfferedCard offered = TestCards.saying("words");
        JsonNode links = card(offered).path("links");

        assertThat(links.get(0).path("type").stringValue()).isEqualTo("smart");
        assertThat(links.get(0).path("url").stringValue()).endsWith("/launch");
        JsonNode context = CdsSite.JSON.readTree(links.get(0).path("appContext").stringValue());
        assertThat(context.path("matter").stringValue())
                .isEqualTo(offered.card().matter().hash());
        assertThat(context.path("card").stringValue()).isEqualTo(offered.uuid().toString());
        assertThat(links.get(1).path("type").stringValue()).isEqualTo("absolute");
        assertThat(links.get(1).path("url").stringValue()).isEqualTo("https://guideline.example/1");
        assertThat(links.get(1).has("appContext")).isFalse();
    }

    @Test
    void whatAClientDoesNotTakeIsLeftOutAndASuggestionThenSaidInWords() {
        JsonNode bare =
                card(TestCards.saying("words"), "leave-out", "links,suggestions,override-reasons,topic,source-url");

        assertThat(bare.propertyNames()).containsExactlyInAnyOrder("uuid", "summary", "detail", "indicator", "source");
        assertThat(bare.path("source").propertyNames()).containsExactly("label");
        assertThat(bare.path("detail").stringValue()).contains("**To consider**");

        JsonNode fewer = card(TestCards.saying("words"), "leave-out", "create-actions,is-recommended,smart-links");
        assertThat(fewer.path("suggestions")).hasSize(2);
        assertThat(fewer.toString()).doesNotContain("isRecommended", "appContext");
        assertThat(fewer.path("links")).hasSize(1);

        assertThat(card(TestCards.saying("words"), "leave-out", "app-context,absolute-links")
                        .path("links"))
                .singleElement()
                .satisfies(link -> assertThat(link.propertyNames()).containsExactlyInAnyOrder("label", "url", "type"));
    }

    @Test
    void aClientMayBeSentNothingMoreUrgentThanItsConfigurationSays() {
        assertThat(card(TestCards.saying("words")).path("indicator").stringValue())
                .isEqualTo("critical");
        assertThat(card(TestCards.saying("words"), "indicator-at-most", "warning")
                        .path("indicator")
                        .stringValue())
                .isEqualTo("warning");
    }

    @Test
    void onlyAClientOfVersion3IsToldThatAllActionsGoTogether() {
        assertThat(card(TestCards.saying("words"), "version", "3.0")
                        .path("suggestions")
                        .valueStream())
                .allSatisfy(suggestion -> assertThat(
                                suggestion.path("actionSelectionBehavior").stringValue())
                        .isEqualTo("all"));
    }

    private static String behaviour(Suggestion... suggestions) {
        return card(TestCards.with(suggestions)).path("selectionBehavior").stringValue();
    }

    private static JsonNode card(OfferedCard offered, String... clientSettings) {
        var issuer = TestClients.with(clientSettings).issuers().getFirst();
        String json = CdsSite.JSON.writeValueAsString(
                new CdsResponse(List.of(RENDERER.render(offered, TestCards.request(), issuer))));
        return HookBody.tree(json).path("cards").get(0);
    }
}
