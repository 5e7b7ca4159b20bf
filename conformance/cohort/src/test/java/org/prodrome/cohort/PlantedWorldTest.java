package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.cohort.planted.Disease;

final class PlantedWorldTest {
    private static final int PEOPLE = 10;
    private static final CohortSettings SETTINGS = settings(List.of());
    private static final IntFunction<SyntheticChart> WORLD = CohortMain.people(SETTINGS);
    private static final List<SyntheticChart> CHARTS =
            IntStream.range(0, PEOPLE).mapToObj(WORLD).toList();
    private static final List<Disease> PLANTED = planted().files().diseases();

    @TempDir
    Path directory = Path.of("");

    @Test
    void leavesTheTwinsOfEverybodyWithoutTheDiseaseIdenticalToTheLastByte() {
        String absent = mostCommonDisease();
        IntFunction<SyntheticChart> without = CohortMain.people(settings(List.of(absent)));
        int changed = 0;
        for (int i = 0; i < PEOPLE; i++) {
            SyntheticChart twin = without.apply(i);
            if (truth(CHARTS.get(i)).at("/diseases/" + absent).isNull()) {
                assertThat(twin).isEqualTo(CHARTS.get(i));
            } else {
                assertThat(twin.own()).isNotEqualTo(CHARTS.get(i).own());
                changed++;
            }
        }
        assertThat(changed).isPositive();
    }

    @Test
    void makesTheSameBytesOnTwoThreadsAndAfterAKill() throws Exception {
        CohortSettings four = new CohortSettings(
                4, SETTINGS.seed(), SETTINGS.referenceDate(), 40, 80, SETTINGS.state(), false, 2, planted());
        Path whole = TestCohorts.make(directory.resolve("whole"), four, CHARTS::get, 2);
        Path killed = directory.resolve("killed");
        assertThatThrownBy(() -> TestCohorts.make(killed, four, PlantedWorldTest::failingAtThree, 1))
                .isInstanceOf(CohortException.class);
        TestCohorts.make(killed, four, WORLD, 1);

        assertThat(TestCohorts.digests(killed)).isEqualTo(TestCohorts.digests(whole));
        assertThat(TestCohorts.digests(whole))
                .containsKeys("truth/persons-0000.ndjson.gz", "truth/persons-0001.ndjson.gz", "truth/planted.sha256");
        assertThat(Json.read(whole.resolve("cohort.json"), JsonNode.class)
                        .path("command")
                        .asText())
                .contains("--planted");
        assertThat(Json.read(whole.resolve("export.json"), JsonNode.class).findValuesAsText("type"))
                .doesNotContain("truth");
    }

    @Test
    void recordsExactlyTheValuesThatTheTruthSays() {
        Set<String> owned = planted().files().panel().ownedCodes();
        for (SyntheticChart chart : CHARTS) {
            JsonNode truth = truth(chart);
            int recorded = 0;
            for (JsonNode observation : resources(chart, "Observation")) {
                String code = observation.at("/code/coding/0/code").asText();
                JsonNode values = truth.path("labs").path(code);
                if (owned.contains(code) && observation.has("valueQuantity") && !values.isMissingNode()) {
                    int day = day(truth, observation);
                    assertThat(valueOn(values, day))
                            .isEqualTo(observation.at("/valueQuantity/value").asDouble());
                    recorded++;
                }
            }
            assertThat(recorded).isGreaterThan(20);
        }
    }

    @Test
    void recordsADiagnosisOnItsDayAndNeverADecoy() {
        for (SyntheticChart chart : CHARTS) {
            JsonNode truth = truth(chart);
            Map<String, Integer> found = new HashMap<>();
            resources(chart, "Condition")
                    .forEach(c -> found.merge(
                            c.at("/code/coding/0/code").asText(), dayOf(truth, c.path("onsetDateTime")), Math::min));
            for (Disease disease : PLANTED) {
                JsonNode diagnosis = truth.path("diseases").path(disease.id()).path("diagnosisDay");
                if (disease.isDecoy()) {
                    assertThat(diagnosis.isInt()).isFalse();
                } else {
                    assertThat(found.get(disease.recorded().snomed()))
                            .as(disease.id())
                            .isEqualTo(diagnosis.isInt() ? diagnosis.asInt() : null);
                }
            }
        }
    }

    @Test
    void recordsTheFamilyHistoryAndTheSmokingThatThePlanSays() {
        for (SyntheticChart chart : CHARTS) {
            Set<String> recorded = new HashSet<>();
            resources(chart, "FamilyMemberHistory")
                    .forEach(f ->
                            recorded.add(f.at("/condition/0/code/coding/0/code").asText()));
            Set<String> planned = new HashSet<>();
            truth(chart)
                    .path("familyHistory")
                    .forEach(id -> planned.add(disease(id.asText()).recorded().snomed()));

            assertThat(recorded).isEqualTo(planned);
        }
        assertThat(CHARTS.stream().flatMap(c -> resources(c, "Observation").stream()))
                .filteredOn(o -> o.at("/code/coding/0/code").asText().equals("72166-2"))
                .hasSizeGreaterThan(PEOPLE);
    }

    @Test
    void holdsNoVisitBeforeTheObservedYearsButWhatIsStillGoingOn() {
        for (SyntheticChart chart : CHARTS) {
            JsonNode truth = truth(chart);
            int first = truth.path("firstDay").asInt();
            assertThat(resources(chart, "Observation")).allMatch(o -> day(truth, o) >= first);
            assertThat(resources(chart, "Procedure"))
                    .allMatch(p -> dayOf(truth, p.at("/performedPeriod/start")) >= first);
        }
    }

    @Test
    void refusesToPlantADiseaseThatIsNotThere() {
        assertThatThrownBy(() -> PlantedSettings.of(20, 1, List.of("gout"))).hasMessageContaining("--without");
        assertThatThrownBy(() -> PlantedSettings.of(0, 1, List.of())).hasMessageContaining("--years");
        assertThatThrownBy(() -> new CohortSettings(
                        1, 1, LocalDate.of(2026, 11, 1), 30, 80, "Massachusetts", false, 1, planted()))
                .hasMessageContaining("--min-age");
    }

    private static SyntheticChart failingAtThree(int person) {
        if (person == 3) {
            throw new IllegalStateException("killed");
        }
        return CHARTS.get(person);
    }

    private static String mostCommonDisease() {
        String best = "";
        long most = 0;
        for (Disease disease : PLANTED) {
            long count = CHARTS.stream()
                    .filter(c -> truth(c).at("/diseases/" + disease.id()).isObject())
                    .count();
            if (count > most && count < PEOPLE) {
                most = count;
                best = disease.id();
            }
        }
        return best;
    }

    private static Disease disease(String id) {
        return PLANTED.stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
    }

    private static int day(JsonNode truth, JsonNode observation) {
        return dayOf(truth, observation.path("effectiveDateTime"));
    }

    private static int dayOf(JsonNode truth, JsonNode time) {
        LocalDate birth = LocalDate.parse(truth.path("birth").asText());
        return (int) (LocalDate.parse(time.asText().substring(0, 10)).toEpochDay() - birth.toEpochDay());
    }

    private static double valueOn(JsonNode values, int day) {
        return StreamSupport.stream(values.spliterator(), false)
                .filter(v -> v.get(0).asInt() == day)
                .findFirst()
                .orElseThrow()
                .get(1)
                .asDouble();
    }

    private static List<JsonNode> resources(SyntheticChart chart, String type) {
        return chart.own().stream()
                .filter(line -> line.type().equals(type))
                .map(line -> read(line.json()))
                .toList();
    }

    private static JsonNode truth(SyntheticChart chart) {
        return read(Objects.requireNonNull(chart.truth()));
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlantedSettings planted() {
        return PlantedSettings.of(20, 1, List.of());
    }

    private static CohortSettings settings(List<String> without) {
        return new CohortSettings(
                PEOPLE,
                42,
                LocalDate.of(2026, 11, 1),
                40,
                80,
                "Massachusetts",
                false,
                5,
                PlantedSettings.of(20, 1, without));
    }
}
