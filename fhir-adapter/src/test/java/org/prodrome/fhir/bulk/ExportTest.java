package org.prodrome.fhir.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.line;
import static org.prodrome.fhir.FhirTexts.medication;
import static org.prodrome.fhir.FhirTexts.patient;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.consent.OptOuts;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.mapping.MappingSettings;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;

class ExportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void readsEachPatientWithItsOwnResources() throws IOException {
        write("Patient.ndjson.gz", people(20));
        write("Observation.ndjson.gz", observations(20, 3));

        var records = read();

        assertThat(records).hasSize(20).allSatisfy(record -> {
            assertThat(record.events()).hasSize(3);
            assertThat(record.gaps()).isEmpty();
        });
    }

    @Test
    void readsTheSameWhenNothingIsSorted() throws IOException {
        write("Patient.ndjson.gz", people(20));
        write("Observation.ndjson.gz", observations(20, 3));
        var sorted = new HashSet<>(read());

        var shuffled = new ArrayList<>(observations(20, 3));
        Collections.shuffle(shuffled, new Random(3));
        write("Observation.ndjson.gz", shuffled);

        assertThat(read().stream().map(ExportTest::withoutOrder))
                .containsExactlyInAnyOrderElementsOf(
                        sorted.stream().map(ExportTest::withoutOrder).toList());
    }

    @Test
    void brokenLinesAreCountedAndLocatedAndNeverFatal() throws IOException {
        write("Patient.ndjson.gz", people(2));
        var lines = new ArrayList<>(observations(2, 2));
        lines.add(1, "{\"resourceType\":\"Observation\",");
        write("Observation.ndjson", lines);

        ExportSummary summary = Export.open(directory).forEachInOrder(record -> {});

        assertThat(summary.brokenLines()).isEqualTo(1);
        assertThat(summary.located()).containsExactly(new ExportSummary.BrokenLine("Observation.ndjson", 2));
        assertThat(summary.resources()).isEqualTo(6);
    }

    @Test
    void resourcesOfUnknownPatientsAreCounted() throws IOException {
        write("Patient.ndjson.gz", people(2));
        write("Observation.ndjson.gz", observations(4, 1));

        assertThat(Export.open(directory).forEach(record -> {}).orphans()).isEqualTo(2);
    }

    @Test
    void findsMedicationsThatBelongToNobody() throws IOException {
        write("Patient.ndjson.gz", List.of(line(patient())));
        write(
                "Medication.ndjson.gz",
                List.of("{\"resourceType\":\"Medication\",\"id\":\"x1\",\"code\":{\"coding\":[{\"system\":"
                        + "\"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"314076\"}]}}"));
        write(
                "MedicationRequest.ndjson.gz",
                List.of(line(medication("m1", "active", "1"))
                        .replaceAll(
                                "\"medicationCodeableConcept\":.*",
                                "\"medicationReference\":{\"reference\":\"Medication/x1\"}}")));

        assertThat(read().getFirst()
                        .events(MedicationOrder.class)
                        .findFirst()
                        .orElseThrow()
                        .ingredients())
                .hasSize(1);
    }

    @Test
    void anOrderThatTheReportDeniesIsRefused() throws IOException {
        write("Patient.ndjson.gz", people(3));
        var shuffled = new ArrayList<>(observations(3, 1));
        Collections.reverse(shuffled);
        write("Observation.ndjson.gz", shuffled);
        Files.writeString(directory.resolve("deidentification-report.json"), "{\"groupedByPatient\":true}");

        assertThatThrownBy(this::read).isInstanceOf(FhirAdapterException.ExportUnusable.class);
    }

    @Test
    void aDirectoryWithoutPatientsIsRefused() {
        assertThatThrownBy(() -> Export.open(directory)).isInstanceOf(FhirAdapterException.ExportUnusable.class);
    }

    @Test
    void patientsWhoOptedOutOrDeniedResearchAreLeftOutOfTrainingAndCounted() throws IOException {
        write("Patient.ndjson.gz", people(4));
        write("Observation.ndjson.gz", observations(4, 1));
        write("Consent.ndjson", List.of(line("""
                {"resourceType":"Consent","id":"k","status":"active","patient":{"reference":"Patient/p2"},
                 "scope":{"coding":[{"code":"research"}]},"provision":{"type":"deny"}}""")));
        Path list = Files.writeString(directory.resolve("opt-out.tsv"), "https://ehr.example.org/fhir/Patient/p3\n");
        var policy = ReleasePolicy.of(Purpose.TRAINING, OptOuts.in(list, null), LocalDate.of(2026, 11, 21));
        var records = new ArrayList<PatientRecord>();

        ExportSummary summary =
                Export.open(directory, MappingSettings.of(policy)).forEachInOrder(records::add);

        assertThat(records).extracting(record -> record.patient().value()).containsExactly("p0", "p1");
        assertThat(summary.withheld()).isEqualTo(2);
    }

    @Test
    void labelledResourcesAreNotTrainedOnUnasked() throws IOException {
        write("Patient.ndjson.gz", people(1));
        var lines = observations(1, 2);
        lines.set(
                0,
                lines.getFirst().replaceFirst("\"status\"", "\"meta\":{\"security\":[{\"code\":\"R\"}]},\"status\""));
        write(
                "Observation.ndjson",
                lines.stream()
                        .map(one -> one.replace("Patient/p1", "Patient/p0"))
                        .toList());

        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.events()).hasSize(1);
            assertThat(record.gaps()).containsExactly(Gap.withheld());
        });
    }

    private List<PatientRecord> read() {
        var records = new ArrayList<PatientRecord>();
        Export.open(directory).forEachInOrder(records::add);
        return records;
    }

    private static List<Object> withoutOrder(PatientRecord record) {
        return List.of(record.patient(), new HashSet<>(record.events()));
    }

    private static List<String> people(int count) {
        var lines = new ArrayList<String>();
        for (int person = 0; person < count; person++) {
            lines.add(line(patient()).replace("\"p1\"", "\"p" + person + "\""));
        }
        return lines;
    }

    private static List<String> observations(int people, int each) {
        var lines = new ArrayList<String>();
        for (int person = 0; person < people; person++) {
            for (int i = 0; i < each; i++) {
                lines.add(line(creatinine("o" + person + "-" + i, "2020-01-0" + (i + 1), "1.1"))
                        .replace("Patient/p1", "Patient/p" + person));
            }
        }
        return lines;
    }

    private void write(String file, List<String> lines) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(directory.resolve(file));
                OutputStream packed = file.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write(bytes);
        }
    }
}
