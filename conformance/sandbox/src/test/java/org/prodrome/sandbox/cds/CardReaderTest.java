package org.prodrome.sandbox.cds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CardReaderTest {

    @Test
    void ignoresFieldsItDoesNotKnow() {
        CardReader.Reading reading = read("""
                {"uuid":"u","summary":"s","indicator":"info","source":{"label":"l","x":1},"newField":[{}]}""");

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.cards()).singleElement().satisfies(card -> {
            assertThat(card.uuid()).isEqualTo("u");
            assertThat(card.indicator()).isEqualTo(Card.Indicator.INFO);
        });
    }

    @Test
    void setsACardAsideWhoseSelectionBehaviourItDoesNotKnow() {
        CardReader.Reading reading = read("""
                {"summary":"s","indicator":"info","source":{"label":"l"},"selectionBehavior":"all-of-them",
                 "suggestions":[{"label":"a"}]}""");

        assertThat(reading.cards()).isEmpty();
        assertThat(reading.faults()).singleElement().asString().contains("selectionBehavior");
    }

    @Test
    void setsACardAsideThatLacksWhatEveryCardMustHave() {
        assertThat(read("{\"summary\":\"s\",\"indicator\":\"hard-stop\",\"source\":{\"label\":\"l\"}}")
                        .cards())
                .isEmpty();
        assertThat(read("{\"summary\":\"s\",\"indicator\":\"info\"}").faults()).hasSize(1);
    }

    @Test
    void neverOffersASuggestionWithAnActionItCannotRead() {
        CardReader.Reading reading = read("""
                {"summary":"s","indicator":"info","source":{"label":"l"},"selectionBehavior":"any","suggestions":[
                 {"label":"a","actions":[{"type":"create","resource":{"resourceType":"Task"}},{"type":"update",
                  "resource":{"resourceType":"Task"}}]},{"label":"b","uuid":"ub"}]}""");

        assertThat(reading.cards().getFirst().suggestions())
                .singleElement()
                .satisfies(s -> assertThat(s.label()).isEqualTo("b"));
    }

    @Test
    void keepsOnlyLinksToTheWeb() {
        CardReader.Reading reading = read("""
                {"summary":"s","indicator":"info","source":{"label":"l","url":"javascript:alert(1)"},"links":[
                 {"label":"bad","url":"javascript:alert(1)","type":"absolute"},
                 {"label":"worse","url":"data:text/html,x","type":"smart"},
                 {"label":"good","url":"https://app.example/launch","type":"smart","appContext":"c"}]}""");

        assertThat(reading.cards().getFirst().source().url()).isNull();
        assertThat(reading.cards().getFirst().links())
                .containsExactly(new Card.Link.Smart("good", "https://app.example/launch", "c"));
    }

    private static CardReader.Reading read(String card) {
        return CardReader.read(JsonMapper.shared().readTree("{\"cards\":[" + card + "],\"other\":null}"));
    }
}
