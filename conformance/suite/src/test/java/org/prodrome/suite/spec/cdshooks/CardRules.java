package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.suite.spec.cdshooks.Seen.each;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What is on a card (CDS Hooks 2.0, "Card Attributes", "Source", "Coding"). */
final class CardRules {

    private static final int SUMMARY_BELOW = 140;
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^>]*>");

    private CardRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("each card has a uuid of its own", CardRules::hasAUuid, 80)
                        .brokenBy(CardBreach.NO_UUID, CardBreach.UUID_AS_NUMBER, CardBreach.SAME_UUID_ON_EACH_CARD),
                Rule.of("each card has a summary below 140 characters", CardRules::isShort, 83)
                        .brokenBy(CardBreach.NO_SUMMARY, CardBreach.SUMMARY_AS_ARRAY, CardBreach.SUMMARY_OF_140),
                Rule.of("details are Markdown without HTML", CardRules::detailIsMarkdown, 84, 85)
                        .brokenBy(CardBreach.DETAIL_AS_HTML, CardBreach.DETAIL_AS_OBJECT),
                Rule.of("each card has an indicator", trial -> each(trial.cards(), Seen.text("indicator")), 87)
                        .brokenBy(CardBreach.NO_INDICATOR, CardBreach.INDICATOR_AS_NUMBER),
                Rule.of("the indicator is one of three", CardRules::indicatorIsKnown, 88)
                        .brokenBy(CardBreach.INDICATOR_FATAL),
                Rule.of("each card has a source", CardRules::hasASource, 90)
                        .brokenBy(CardBreach.NO_SOURCE, CardBreach.SOURCE_AS_TEXT),
                Rule.of("each source has a label", trial -> each(Seen.sources(trial), Seen.text("label")), 105, 106)
                        .brokenBy(CardBreach.NO_SOURCE_LABEL, CardBreach.SOURCE_LABEL_AS_NUMBER),
                Rule.of("a source's url is absolute", CardRules::sourceUrlIsAbsolute, 107, 108)
                        .brokenBy(CardBreach.SOURCE_URL_RELATIVE),
                Rule.of("a source's url is no way into the app", CardRules::sourceIsNoDrillDown, 109)
                        .brokenBy(CardBreach.SOURCE_URL_INTO_THE_APP),
                Rule.of("a topic is a coding", trial -> each(Seen.topics(trial), Seen.coding()), 115, 116, 220)
                        .brokenBy(
                                CardBreach.TOPIC_AS_TEXT,
                                CardBreach.TOPIC_WITHOUT_CODE,
                                CardBreach.TOPIC_WITHOUT_SYSTEM,
                                CardBreach.TOPIC_DISPLAY_AS_NUMBER),
                Rule.of("a coding has a code", CardRules::codingsHaveCodes, 216, 218)
                        .brokenBy(CardBreach.TOPIC_WITHOUT_CODE, CardBreach.OVERRIDE_REASON_WITHOUT_CODE),
                Rule.of("a coding has a system", CardRules::codingsHaveSystems, 217)
                        .brokenBy(CardBreach.TOPIC_WITHOUT_SYSTEM, CardBreach.OVERRIDE_REASON_WITHOUT_SYSTEM),
                Rule.of("override reasons are codings", CardRules::overrideReasonsAreCodings, 98, 99)
                        .brokenBy(CardBreach.OVERRIDE_REASONS_AS_TEXTS),
                Rule.of("override reasons have words", CardRules::overrideReasonsHaveWords, 100, 136, 219)
                        .brokenBy(
                                CardBreach.OVERRIDE_REASON_WITHOUT_DISPLAY,
                                CardBreach.OVERRIDE_REASON_DISPLAY_AS_NUMBER));
    }

    private static void hasAUuid(Trial trial) {
        each(trial.cards(), card -> {
            Seen.text("uuid").accept(card);
            assertThat(UUID.fromString(card.path("uuid").stringValue())).isNotNull();
        });
        assertThat(trial.cards().stream().map(card -> card.path("uuid").stringValue()))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    private static void isShort(Trial trial) {
        each(trial.cards(), card -> {
            Seen.text("summary").accept(card);
            assertThat(card.path("summary").stringValue()).hasSizeLessThan(SUMMARY_BELOW);
        });
    }

    private static void detailIsMarkdown(Trial trial) {
        each(trial.cards().stream().filter(card -> card.has("detail")).toList(), card -> {
            Seen.text("detail").accept(card);
            assertThat(card.path("detail").stringValue()).doesNotContainPattern(TAG);
        });
    }

    private static void indicatorIsKnown(Trial trial) {
        each(
                trial.cards(),
                card -> assertThat(card.path("indicator").stringValue("")).isIn("info", "warning", "critical"));
    }

    private static void hasASource(Trial trial) {
        each(Seen.sources(trial), source -> assertThat(source.isObject()).isTrue());
    }

    private static void sourceUrlIsAbsolute(Trial trial) {
        each(withUrl(trial), Seen.absoluteUrl("url"));
    }

    private static void sourceIsNoDrillDown(Trial trial) {
        each(
                withUrl(trial),
                source -> assertThat(source.path("url").stringValue())
                        .doesNotStartWith(trial.hospital.service.address().toString()));
    }

    private static List<JsonNode> withUrl(Trial trial) {
        return Seen.sources(trial).stream().filter(source -> source.has("url")).toList();
    }

    private static void codingsHaveCodes(Trial trial) {
        each(Seen.topics(trial), Seen.text("code"));
        each(Seen.overrideReasons(trial), Seen.text("code"));
    }

    private static void codingsHaveSystems(Trial trial) {
        each(Seen.topics(trial), Seen.text("system"));
        each(Seen.overrideReasons(trial), Seen.text("system"));
    }

    private static void overrideReasonsAreCodings(Trial trial) {
        each(trial.cards(), Seen.objectsIfThere("overrideReasons"));
        each(Seen.overrideReasons(trial), Seen.coding());
    }

    private static void overrideReasonsHaveWords(Trial trial) {
        each(Seen.overrideReasons(trial), Seen.text("display"));
    }
}
