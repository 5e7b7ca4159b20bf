package org.prodrome.fhir.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.FhirTexts.condition;
import static org.prodrome.fhir.FhirTexts.line;
import static org.prodrome.fhir.FhirTexts.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.bulk.Export;
import org.prodrome.fhir.consent.OptOuts;
import org.prodrome.fhir.consent.Purpose;
import org.prodrome.fhir.consent.ReleasePolicy;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.PatientRecord;

class CrosswalkTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @BeforeEach
    void export() throws IOException {
        Files.createDirectories(work.resolve("in"));
        String second = synthetic().replace("\"p1\"", "\"p2\"");
        Files.writeString(in("Patient.ndjson"), synthetic() + "\n" + second + "\n");
        Files.writeString(in("Condition.ndjson"), line(condition("c1", "confirmed", "2020-01-01")) + "\n");
        describe(Digests.sha256(Files.readAllBytes(in("Patient.ndjson"))));
    }

    @Test
    void namesEachCopiedPatientsPseudonymAndShift() throws IOException {
        run(Options.safeHarbor(TODAY).withCrosswalk(crosswalk()));

        List<PatientRecord> records = records();
        List<String> lines = Files.readAllLines(crosswalk());
        assertThat(lines).hasSize(2);
        JsonNode first = JSON.readTree(lines.getFirst());
        assertThat(first.path("patient").asText()).isEqualTo("p1");
        assertThat(records).hasSize(2);
        assertThat(first.path("pseudonym").asText())
                .isEqualTo(records.getFirst().patient().value());
        var onset = records.getFirst()
                .events(Diagnosis.class)
                .findFirst()
                .orElseThrow()
                .time();
        assertThat(onset).isNotNull();
        assertThat(onset.date().minusDays(first.path("shiftDays").asInt())).isEqualTo(LocalDate.of(2020, 1, 1));
    }

    @Test
    void doesNotNameWhoWasLeftOut() throws IOException {
        Path list = Files.writeString(work.resolve("opt-out.tsv"), "urn:mrn|4711\texport\n");
        String optedOut = "\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"4711\"},";
        Files.writeString(
                in("Patient.ndjson"),
                synthetic().replace("\"identifier\":[", optedOut) + "\n"
                        + synthetic().replace("\"p1\"", "\"p2\"") + "\n");
        describe(Digests.sha256(Files.readAllBytes(in("Patient.ndjson"))));

        run(new Options(null, null, false, TODAY, ReleasePolicy.of(Purpose.EXPORT, OptOuts.in(list, null), TODAY))
                .withCrosswalk(crosswalk()));

        assertThat(Files.readAllLines(crosswalk())).singleElement().asString().contains("\"p2\"");
    }

    @Test
    void refusesRealExportsAndThoseThatOnlyClaimToBeSynthetic() throws IOException {
        describe("0000");
        assertRefused(crosswalk(), "Patient.ndjson");
        Files.writeString(in("cohort.json"), "{}");
        assertRefused(crosswalk(), "Patient.ndjson");
        Files.delete(in("cohort.json"));
        assertRefused(crosswalk(), "only for synthetic cohorts");
    }

    @Test
    void refusesPatientsWithoutSyntheasIdentifierUnderAnInventedDescription() throws IOException {
        Files.writeString(in("Patient.ndjson"), synthetic() + "\n" + line(patient()) + "\n");
        describe(Digests.sha256(Files.readAllBytes(in("Patient.ndjson"))));
        assertRefused(crosswalk(), "Patient.ndjson line 2 has no identifier of Synthea's");
        Files.writeString(in("Patient.ndjson"), synthetic() + "\nno JSON\n");
        describe(Digests.sha256(Files.readAllBytes(in("Patient.ndjson"))));
        assertRefused(crosswalk(), "line 2");
    }

    @Test
    void refusesAnExportWithoutPatients() throws IOException {
        Files.writeString(in("Patient.ndjson"), "\n");
        describe(Digests.sha256(Files.readAllBytes(in("Patient.ndjson"))));
        assertRefused(crosswalk(), "found no patient");
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        run(Options.safeHarbor(TODAY).withCrosswalk(crosswalk()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(crosswalk())))
                .isEqualTo("rw-------");
    }

    @Test
    void isNotBegunWhereTheCopyCannotBeWritten() throws IOException {
        Path taken = Files.createDirectories(work.resolve("out")).resolve("Patient.ndjson");
        Files.writeString(taken, "");
        assertThatThrownBy(() -> run(Options.safeHarbor(TODAY).withCrosswalk(crosswalk())))
                .hasMessageContaining("out: expected");
        assertThat(crosswalk()).doesNotExist();
        Files.delete(taken);
        run(Options.safeHarbor(TODAY).withCrosswalk(crosswalk()));
        assertThat(Files.readAllLines(crosswalk())).hasSize(2);
    }

    @Test
    void refusesToWriteItIntoTheCopyOrOverAFile() throws IOException {
        assertRefused(work.resolve("out/crosswalk.ndjson"), "outside");
        Files.writeString(crosswalk(), "of another run");
        assertRefused(crosswalk(), "exists");
    }

    private static String synthetic() {
        return line(patient())
                .replace(
                        "\"gender\"",
                        "\"identifier\":[{\"system\":\"https://github.com/synthetichealth/synthea\",\"value\":\"x\"}],\"gender\"");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> run(Options.safeHarbor(TODAY).withCrosswalk(file)))
                .isInstanceOf(FhirAdapterException.ExportUnusable.class)
                .hasMessageContaining(message);
        assertThat(work.resolve("out")).doesNotExist();
    }

    private void describe(String sha256) throws IOException {
        Files.writeString(in("cohort.json"), "{\"sha256\":{\"Patient.ndjson\":\"" + sha256 + "\"}}");
    }

    private void run(Options options) {
        Deidentification.run(work.resolve("in"), work.resolve("out"), options, ProgressListener.NONE);
    }

    private List<PatientRecord> records() {
        var records = new ArrayList<PatientRecord>();
        Export.open(work.resolve("out")).forEachInOrder(records::add);
        return records;
    }

    private Path in(String name) {
        return work.resolve("in").resolve(name);
    }

    private Path crosswalk() {
        return work.resolve("crosswalk.ndjson");
    }
}
