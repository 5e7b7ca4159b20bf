package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CohortRunTest {
    @TempDir
    static Path directory = Path.of("");

    private static final IntFunction<SyntheticChart> PEOPLE = TestCohorts.people();
    private static Path whole = Path.of("");

    @BeforeAll
    static void makeOnTwoThreads() throws Exception {
        whole = TestCohorts.make(directory.resolve("whole"), TestCohorts.FIVE, PEOPLE, 2);
    }

    @Test
    void givesTheSameBytesOnOneThread() throws Exception {
        Path again = TestCohorts.make(directory.resolve("one-thread"), TestCohorts.FIVE, PEOPLE, 1);

        assertThat(TestCohorts.digests(again)).isEqualTo(TestCohorts.digests(whole));
    }

    @Test
    void givesOtherPeopleForAnotherSeed() throws Exception {
        CohortSettings other =
                CohortSettings.stock(1, 43, LocalDate.of(2026, 11, 1), 40, 70, "Massachusetts", false, 1);
        Path otherPeople = TestCohorts.make(directory.resolve("other"), other, CohortMain.people(other), 1);

        assertThat(TestCohorts.lines(whole)).doesNotContain(patientOf(otherPeople));
    }

    @Test
    void givesTheSameBytesAfterItWasKilledHalfWay() throws Exception {
        Path resumed = directory.resolve("resumed");
        assertThatThrownBy(() -> TestCohorts.make(
                        resumed,
                        TestCohorts.FIVE,
                        person -> {
                            if (person == 3) {
                                throw new IllegalStateException("killed");
                            }
                            return PEOPLE.apply(person);
                        },
                        1))
                .isInstanceOf(CohortException.class);
        assertThat(resumed.resolve("cohort.json")).doesNotExist();

        Set<Integer> made = new HashSet<>();
        TestCohorts.make(
                resumed,
                TestCohorts.FIVE,
                person -> {
                    made.add(person);
                    return PEOPLE.apply(person);
                },
                1);

        assertThat(TestCohorts.digests(resumed)).isEqualTo(TestCohorts.digests(whole));
        assertThat(made).containsExactlyInAnyOrder(2, 3, 4);
    }

    @Test
    void refusesToGoOnWithOtherSettings() throws Exception {
        Path out = directory.resolve("claimed");
        Files.createDirectories(out.resolve(".work"));
        Json.write(
                out.resolve(".work/settings.json"),
                CohortSettings.stock(9, 1, LocalDate.of(2026, 11, 1), 40, 70, "Massachusetts", false, 2));

        assertThatThrownBy(() -> TestCohorts.make(out, TestCohorts.FIVE, PEOPLE, 1))
                .isInstanceOf(CohortException.class)
                .hasMessageContaining("--out")
                .hasMessageContaining("--patients 9");
    }

    @Test
    void resolvesEveryReferenceWithinTheExport() throws Exception {
        Set<String> present = new HashSet<>();
        Set<String> referenced = new HashSet<>();
        for (String line : TestCohorts.lines(whole)) {
            JsonNode resource = Json.MAPPER.readTree(line);
            present.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
            referenced.addAll(resource.findValuesAsText("reference"));
        }

        assertThat(referenced).hasSizeGreaterThan(100);
        assertThat(present).containsAll(referenced);
    }

    @Test
    void leavesOutBillingAndNotes() throws Exception {
        JsonNode manifest = Json.read(whole.resolve("export.json"), JsonNode.class);

        assertThat(manifest.findValuesAsText("type"))
                .contains("Patient", "Observation", "Condition", "MedicationRequest", "Encounter", "Practitioner")
                .doesNotContain(
                        "Claim", "ExplanationOfBenefit", "Provenance", "CarePlan", "Device", "DocumentReference");
        assertThat(TestCohorts.lines(whole)).noneMatch(line -> line.contains("presentedForm"));
    }

    @Test
    void keepsThePatientsOrderInEveryFile() throws Exception {
        List<String> patients = NdjsonFile.read(whole.resolve("Patient.0000.ndjson.gz")).stream()
                .map(CohortRunTest::id)
                .toList();
        List<String> owners = NdjsonFile.read(whole.resolve("Observation.0000.ndjson.gz")).stream()
                .map(CohortRunTest::subject)
                .toList();

        assertThat(patients).hasSize(2);
        assertThat(owners)
                .isEqualTo(owners.stream()
                        .sorted(Comparator.comparing(patients::indexOf))
                        .toList());
        assertThat(owners).containsAll(patients);
    }

    @Test
    void writesTheDigestOfEachFileIntoTheSummary() throws Exception {
        JsonNode sha256 =
                Json.read(whole.resolve("cohort.json"), JsonNode.class).path("sha256");
        Map<String, String> files = TestCohorts.digests(whole);
        files.keySet().removeAll(Set.of("cohort.json", "export.json"));

        assertThat(Json.MAPPER.convertValue(sha256, Map.class)).isEqualTo(files);
    }

    private static String patientOf(Path cohort) throws Exception {
        return NdjsonFile.read(cohort.resolve("Patient.0000.ndjson.gz")).getFirst();
    }

    private static String id(String line) {
        return field(line, "/id");
    }

    private static String subject(String line) {
        return field(line, "/subject/reference").substring("Patient/".length());
    }

    private static String field(String line, String pointer) {
        try {
            return Json.MAPPER.readTree(line).at(pointer).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
