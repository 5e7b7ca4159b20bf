package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.PlantedFiles;

/** The twins that the model is tested with are what their manifest says. */
final class CommittedTwinsTest {
    private static final Path DIRECTORY = Path.of("../../reasoning/src/test/resources/org/prodrome/reasoning/twins");
    private static final long MOST_BYTES = 300_000;
    private static final Map<String, String> SNOMED = PlantedFiles.builtIn(1).diseases().stream()
            .filter(disease -> !disease.isDecoy())
            .collect(Collectors.toMap(Disease::id, disease -> disease.recorded().snomed()));
    private static final List<JsonNode> PAIRS = pairs();

    @Test
    void areSmallAndSaidToBeSyntheticAndOfThePlantedFiles() throws Exception {
        Twins.Manifest manifest = manifest();
        Path file = DIRECTORY.resolve(Twins.FILE);

        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
        assertThat(Sha256.hexOf(file)).isEqualTo(manifest.sha256());
        assertThat(manifest.note()).contains("Synthetic people");
        assertThat(manifest.command()).isEqualTo(manifest.settings().command());
        assertThat(manifest.planted()).isEqualTo(PlantedFiles.builtIn(1).sha256());
    }

    @Test
    void areAsManyOfEachDiseaseAndHaveItAheadWithinAYearAndNotOnRecord() throws Exception {
        Map<String, Long> counts = PAIRS.stream()
                .collect(Collectors.groupingBy(pair -> pair.path("disease").asText(), Collectors.counting()));
        assertThat(counts).containsOnlyKeys(SNOMED.keySet());
        assertThat(counts.values()).containsOnly((long) manifest().settings().pairs());
        for (JsonNode pair : PAIRS) {
            String recorded =
                    Objects.requireNonNull(SNOMED.get(pair.path("disease").asText()));
            assertThat(pair.path("daysAhead").asInt())
                    .isBetween(TwinSearch.FEWEST_DAYS_AHEAD, TwinSearch.MOST_DAYS_AHEAD);
            assertThat(pair.path("progress").asDouble()).isPositive();
            assertThat(pair.path("changed").size()).isPositive();
            assertThat(pair.path("chart"))
                    .filteredOn(r -> r.path("resourceType").asText().equals("Condition"))
                    .noneMatch(r -> r.at("/code/coding/0/code").asText().equals(recorded));
        }
    }

    @Test
    void areMadeAgainFromTheSeedAndThePerson() throws Exception {
        TwinSearch search = new TwinSearch(manifest().settings());
        JsonNode first = PAIRS.stream()
                .min(Comparator.comparingInt(pair -> pair.path("person").asInt()))
                .orElseThrow();
        TwinPair again = search.pair(
                        first.path("person").asInt(), first.path("disease").asText())
                .orElseThrow();

        assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(again))).isEqualTo(first);
    }

    @Test
    void differInObservedValuesAlone() {
        ObjectNode measured = Fhir.resource("Observation", "o").put("effectiveDateTime", "2026-01-01");
        measured.set("valueQuantity", Fhir.quantity(1, "g/dL"));
        ObjectNode other = measured.deepCopy();
        other.set("valueQuantity", Fhir.quantity(2, "g/dL"));
        ObjectNode later = measured.deepCopy().put("effectiveDateTime", "2026-01-02");

        assertThat(TwinPair.changes(List.of(measured, measured), List.of(measured, other)))
                .containsExactly(Map.entry(1, other));
        assertThatThrownBy(() -> TwinPair.changes(List.of(measured), List.of(later)))
                .hasMessageContaining("other values alone");
        assertThatThrownBy(() -> TwinPair.changes(List.of(measured), List.of()))
                .hasMessageContaining("expected 0 resources");
    }

    private static Twins.Manifest manifest() throws IOException {
        return Json.read(DIRECTORY.resolve(Twins.MANIFEST), Twins.Manifest.class);
    }

    private static List<JsonNode> pairs() {
        try {
            return NdjsonFile.read(DIRECTORY.resolve(Twins.FILE)).stream()
                    .map(CommittedTwinsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
