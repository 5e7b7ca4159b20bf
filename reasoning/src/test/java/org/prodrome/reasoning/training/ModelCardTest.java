package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.training.ModelCard.Attribute;

class ModelCardTest {

    private static final List<String> EXTERNAL = List.of(
            "external-data",
            "external-party",
            "external-representativeness",
            "external-process",
            "validity-external",
            "fairness-external");

    private final ModelCard template = new ModelCard(
            "m", "1", true, "a network", "CPU", "test", ModelCard.template().attributes());

    @Test
    void whereNoOtherSiteWasEvaluatedEveryExternalAttributeSaysSo() throws JsonProcessingException {
        ModelCard card = template.withFigures(report("[]"));

        assertThat(EXTERNAL)
                .allSatisfy(key -> assertThat(text(card, key)).isEqualTo("not available: not validated externally"));
    }

    @Test
    void whereOneWasNoneSaysThatItWasNot() throws JsonProcessingException {
        ModelCard card = template.withFigures(
                report("[{\"name\": \"elsewhere\", \"patients\": 12, \"indexDates\": 34, \"tasks\": []}]"));

        assertThat(EXTERNAL).allSatisfy(key -> assertThat(text(card, key)).doesNotContain("not validated externally"));
        assertThat(text(card, "external-data")).isEqualTo("elsewhere: 12 patients, 34 index dates.");
    }

    @Test
    void aRecalibratedVersionHasNoFiguresOfTheOneBefore() throws JsonProcessingException {
        ModelCard card = template.withFigures(
                        report("[{\"name\": \"elsewhere\", \"patients\": 12, \"indexDates\": 34, \"tasks\": []}]"))
                .recalibrated("1-local", "recalibrated on 99 patients");

        assertThat(EXTERNAL)
                .allSatisfy(key -> assertThat(text(card, key)).startsWith("not available: recalibrated since"));
        assertThat(text(card, "validity-local")).isEqualTo("recalibrated on 99 patients");
    }

    private static JsonNode report(String external) throws JsonProcessingException {
        return new ObjectMapper().readTree("{\"internal\": {\"tasks\": []}, \"external\": " + external + "}");
    }

    private static String text(ModelCard card, String key) {
        return card.attributes().stream()
                .filter(attribute -> attribute.key().equals(key))
                .map(Attribute::text)
                .findFirst()
                .orElseThrow();
    }
}
