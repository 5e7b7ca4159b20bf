package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EditableChartTest {
    private final EditableChart chart = new EditableChart(new SyntheticChart(
            "pat",
            false,
            Stream.of("""
                            {"resourceType":"Patient","id":"pat"}""", """
                            {"resourceType":"Encounter","id":"enc","period":{"start":"2026-01-01"},
                             "participant":[{"individual":{"reference":"Practitioner/doc"}}],
                             "serviceProvider":{"reference":"Organization/org"}}""", observation("old", 41, "2024-01-01"), observation("new", 33, "2026-01-01"), """
                            {"resourceType":"DiagnosticReport","id":"rep","effectiveDateTime":"2026-01-01",
                             "result":[{"reference":"Observation/old"},{"reference":"Observation/new"}]}""")
                    .map(json -> new ResourceLine("", "", json))
                    .toList(),
            List.of(
                    new ResourceLine("Practitioner", "doc", "{\"resourceType\":\"Practitioner\",\"id\":\"doc\"}"),
                    new ResourceLine("Organization", "org", "{\"resourceType\":\"Organization\",\"id\":\"org\"}")),
            Map.of(),
            null));

    @Test
    void removesAResourceAndWhatPointedAtIt() throws Exception {
        chart.keep(new SandboxCases.Keep(1, 1, 1, 1, null));

        assertThat(find("Observation").findValuesAsText("id")).containsExactly("new");
        assertThat(find("DiagnosticReport").findValuesAsText("reference")).containsExactly("Observation/new");
    }

    @Test
    void cutsAtADayAndKeepsNothingOfThatDayOrLater() throws Exception {
        chart.cutAt(LocalDate.of(2026, 1, 1));

        assertThat(find("Observation").findValuesAsText("id")).containsExactly("old");
        assertThat(find("Encounter")).isEmpty();
        assertThat(find("Patient")).hasSize(1);
    }

    @Test
    void startsAtADayAndKeepsWhatHasNone() throws Exception {
        chart.startAt(LocalDate.of(2026, 1, 1));

        assertThat(find("Observation").findValuesAsText("id")).containsExactly("new");
        assertThat(find("Practitioner")).hasSize(1);
    }

    @Test
    void removesAReportThatHasNoResultLeft() throws Exception {
        chart.apply(new ChartEdit.Remove("why", "Observation", "33914-3"));

        assertThat(find("DiagnosticReport")).isEmpty();
    }

    @Test
    void fillsInThePatientAndTheNewestEncounter() throws Exception {
        chart.apply(new ChartEdit.Add("why", Json.MAPPER.readTree("""
                {"resourceType":"MedicationRequest","id":"m-{patient}","subject":{"reference":"Patient/{patient}"},
                 "encounter":{"reference":"Encounter/{encounter}"},"requester":{"reference":"Practitioner/{practitioner}"}}""")));

        assertThat(find("MedicationRequest").findValuesAsText("reference"))
                .containsExactly("Patient/pat", "Encounter/enc", "Practitioner/doc");
    }

    @Test
    void putsAValueIntoTheNewestOnly() throws Exception {
        chart.apply(new ChartEdit.Put("why", "Observation", "33914-3", 1, "/valueQuantity/value", IntNode.valueOf(27)));

        assertThat(find("Observation").findValuesAsText("value")).containsExactly("41", "27");
    }

    @Test
    void failsWhenThereIsNothingToRemove() {
        assertThatThrownBy(() -> chart.apply(new ChartEdit.Remove("why", "Condition", "44054006")))
                .isInstanceOf(CohortException.class)
                .hasMessageContaining("44054006");
    }

    private JsonNode find(String type) throws Exception {
        var found = Json.MAPPER.createArrayNode();
        for (String line : chart.lines()) {
            JsonNode resource = Json.MAPPER.readTree(line);
            if (resource.path("resourceType").asText().equals(type)) {
                found.add(resource);
            }
        }
        return found;
    }

    private static String observation(String id, int value, String date) {
        return String.format(Locale.ROOT, """
                {"resourceType":"Observation","id":"%s","code":{"coding":[{"code":"33914-3"}]},
                 "effectiveDateTime":"%s","valueQuantity":{"value":%d}}""", id, date, value);
    }
}
