package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Differential;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.timeline.Timelines;

/** The data file of what is measured for each condition, against outcomes, concepts and units. */
class TellingMeasurementsTest {

    private static JsonNode file;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Differential.class.getResourceAsStream("telling-measurements.json"))) {
            file = new ObjectMapper().readTree(in);
        }
    }

    @Test
    void coversEveryOutcomeThatModelsAreTrainedFor() {
        Set<String> covered = file.path("conditions")
                .valueStream()
                .map(condition -> condition.path("outcome").asText())
                .collect(Collectors.toSet());
        assertThat(covered)
                .isEqualTo(Outcomes.load().list().stream().map(Outcome::id).collect(Collectors.toSet()));
    }

    @Test
    void namesOnlyConceptsThatHaveAUnitAndItsSourceAndDate() {
        Timelines timelines = Timelines.load();
        file.path("conditions")
                .valueStream()
                .flatMap(condition -> condition.path("measurements").valueStream())
                .forEach(measurement -> assertThat(
                                timelines.unit(measurement.path("concept").asText()))
                        .as(measurement.path("concept").asText())
                        .isPresent());
        assertThat(file.path("source").asText()).isNotBlank();
        assertThat(file.path("date").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    }
}
