package org.prodrome.fhir.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.FhirTexts.condition;
import static org.prodrome.fhir.FhirTexts.creatinine;
import static org.prodrome.fhir.FhirTexts.line;
import static org.prodrome.fhir.FhirTexts.patient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.PatientRecord;

class DeidentificationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    @BeforeEach
    void export() throws IOException {
        Files.createDirectories(in());
        write("Patient.ndjson", line(patient()));
        write(
                "Observation.ndjson",
                line(creatinine("o1", "2020-01-11T10:00:00Z", "1.10"))
                        .replace(
                                "\"status\"", "\"note\":[{\"text\":\"Ada called\"}],\"valueString\":\"x\",\"status\""));
        write("Condition.ndjson", line(condition("c1", "confirmed", "2020-01-01")));
    }

    @Test
    void leavesNothingThatNamesThePatient() throws IOException {
        run(options(false));

        String all = Files.readString(out().resolve("Patient.ndjson"))
                + Files.readString(out().resolve("Observation.ndjson"))
                + Files.readString(out().resolve("Condition.ndjson"));
        assertThat(all)
                .doesNotContain(
                        "Ada", "Invented", "Nowhere", "02139", "1950-05-06", "2020-01-11", "\"p1\"", "Patient/p1")
                .contains("\"021\"", "\"MA\"", "44054006", "1.10");
    }

    @Test
    void theResultIsStillOneRecordWithTheSameTimesBetweenEvents() {
        run(options(false));

        PatientRecord record = read();

        assertThat(record.gaps()).isEmpty();
        var onset = record.events(Diagnosis.class).findFirst().orElseThrow().time();
        var measured =
                record.events(Measurement.class).findFirst().orElseThrow().time();
        assertThat(onset).isNotNull();
        assertThat(measured).isNotNull();
        assertThat(ChronoUnit.DAYS.between(onset.date(), measured.date())).isEqualTo(10);
        assertThat(onset.date()).isNotEqualTo(LocalDate.of(2020, 1, 1));
    }

    @Test
    void theSameKeyGivesTheSamePseudonymsAndAnotherKeyOthers() throws IOException {
        run(options(false));
        String first = Files.readString(out().resolve("Observation.ndjson"));
        clear();
        run(options(false));
        String again = Files.readString(out().resolve("Observation.ndjson"));
        clear();
        run(Options.safeHarbor(TODAY));

        assertThat(again).isEqualTo(first);
        assertThat(Files.readString(out().resolve("Observation.ndjson"))).isNotEqualTo(first);
    }

    @Test
    void keepsNotesOnlyWhenAsked() throws IOException {
        run(options(true));

        assertThat(Files.readString(out().resolve("Observation.ndjson"))).contains("Ada called");
    }

    @Test
    void peopleOverEightyNineArePooled() throws IOException {
        write("Patient.ndjson", line(patient()).replace("1950-05-06", "1920-05-06"));
        write("Condition.ndjson", line(condition("c1", "confirmed", "1925-01-01")));

        var report = run(options(false));
        PatientRecord record = read();

        assertThat(report.patientsPooled()).isEqualTo(1);
        assertThat(record.demographics().birthDate()).isNotNull();
        assertThat(record.demographics().birthDate().getYear()).isBetween(1936, 1937);
        assertThat(record.events(Diagnosis.class).findFirst().orElseThrow().time())
                .isNull();
    }

    @Test
    void reportsRulesBrokenLinesOrderAndAnonymity() throws IOException {
        write("Observation.ndjson", "not json\n" + line(creatinine("o1", "2020-01-11", "1")));

        var report = run(options(false));

        assertThat(report.brokenLinesAt())
                .containsExactly(new DeidentificationReport.BrokenLine("Observation.ndjson", 1));
        assertThat(report.groupedByPatient()).isTrue();
        assertThat(report.anonymity().k()).isEqualTo(1);
        assertThat(report.rules()).anyMatch(rule -> rule.path().equals("Resource.id") && rule.values() == 3);
        assertThat(DeidentificationReport.read(out())).isEqualTo(report);
    }

    @Test
    void refusesToWriteIntoTheExportItself() {
        assertThatThrownBy(() -> Deidentification.run(in(), in(), options(false), ProgressListener.NONE))
                .isInstanceOf(FhirAdapterException.ExportUnusable.class);
    }

    @Test
    void aRulesFileOfTheSiteDecides() throws IOException {
        Path rules = work.resolve("rules.json");
        Files.writeString(rules, """
            {"name":"ours","fhirPathRules":[
              {"path":"Resource.id","method":"cryptoHash"},
              {"path":"nodesByType('Reference').reference","method":"cryptoHash"},
              {"path":"Patient.gender","method":"redact"},
              {"path":"nodesByType('Quantity').value","method":"generalize","cases":{"$this > 1":"1"},"otherValues":"keep"},
              {"path":"Observation.value","method":"keep"},
              {"path":"Patient.name.family","method":"keep"},
              {"path":"Resource","method":"redact"}]}""");

        Deidentification.run(in(), out(), new Options(key(), rules, false, TODAY), ProgressListener.NONE);

        assertThat(Files.readString(out().resolve("Patient.ndjson")))
                .contains("Invented")
                .doesNotContain("female", "Ada");
        assertThat(Files.readString(out().resolve("Observation.ndjson")))
                .contains("\"value\":1,")
                .contains("\"unit\":\"mg/dL\"");
    }

    @Test
    void aRuleItDoesNotUnderstandIsRefused() throws IOException {
        Path rules = work.resolve("rules.json");
        Files.writeString(rules, "{\"fhirPathRules\":[{\"path\":\"Patient.name.first()\",\"method\":\"redact\"}]}");

        assertThatThrownBy(() -> Deidentification.run(
                        in(), out(), new Options(null, rules, false, TODAY), ProgressListener.NONE))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class)
                .hasMessageContaining("first()");
    }

    @Test
    void leavesOutWhoOptedOutAndWhatIsLabelledOrDeniedWithWhatTellsOfIt() throws IOException {
        Path list = Files.writeString(work.resolve("opt-out.tsv"), "urn:mrn|4711\texport\n");
        write(
                "Patient.ndjson",
                line(patient()),
                line(patient())
                        .replace("\"p1\"", "\"p2\"")
                        .replace(
                                "\"gender\"",
                                "\"identifier\":[{\"system\":\"urn:mrn\",\"value\":\"4711\"}],\"gender\""),
                line(patient()).replace("\"p1\"", "\"p3\""));
        write(
                "Condition.ndjson",
                line(condition("c1", "confirmed", "2020-01-01")),
                line(condition("c2", "confirmed", "2020-01-01")).replace("Patient/p1", "Patient/p2"),
                line(condition("c3", "confirmed", "2020-01-01")).replace("Patient/p1", "Patient/p3"));
        write(
                "Observation.ndjson",
                line(creatinine("o1", "2020-01-11", "1.1"))
                        .replace("\"status\"", "\"meta\":{\"security\":[{\"code\":\"HIV\"}]},\"status\""),
                line(creatinine("o2", "2020-01-12", "1.2")));
        write("DiagnosticReport.ndjson", report("r1", "Observation/o1"), report("r2", "Observation/o2"));
        write("Consent.ndjson", line("""
                {"resourceType":"Consent","id":"k","status":"active","patient":{"reference":"Patient/p3"},
                 "scope":{"coding":[{"code":"research"}]},
                 "provision":{"type":"deny","code":[{"coding":[{"code":"44054006"}]}]}}"""));

        DeidentificationReport report = run(new Options(
                key(), null, false, TODAY, ReleasePolicy.of(Purpose.EXPORT, OptOuts.in(list, null), TODAY)));

        assertThat(Files.readAllLines(out().resolve("Patient.ndjson"))).hasSize(2);
        assertThat(Files.readAllLines(out().resolve("Condition.ndjson"))).hasSize(1);
        assertThat(Files.readAllLines(out().resolve("Observation.ndjson")))
                .singleElement()
                .asString()
                .contains("1.2");
        assertThat(Files.readAllLines(out().resolve("DiagnosticReport.ndjson"))).hasSize(1);
        assertThat(Files.readString(out().resolve("Consent.ndjson"))).isEmpty();
        assertThat(report.patients()).isEqualTo(2);
        assertThat(report.patientsWithheld()).isEqualTo(1);
        assertThat(report.resourcesWithheld()).isEqualTo(6);
    }

    @Test
    void whoseWishOrSelfCannotBeReadIsLeftOutWhole() throws IOException {
        String unreadable = "\"extension\":[{\"url\":\"u\",\"valueDecimal\":1e999999999}],";
        write(
                "Patient.ndjson",
                line(patient()),
                line(patient()).replace("\"p1\"", "\"p2\"").replace("\"gender\"", unreadable + "\"gender\""),
                line(patient()).replace("\"p1\"", "\"p3\""));
        write(
                "Condition.ndjson",
                line(condition("c1", "confirmed", "2020-01-01")),
                line(condition("c2", "confirmed", "2020-01-01")).replace("Patient/p1", "Patient/p2"),
                line(condition("c3", "confirmed", "2020-01-01")).replace("Patient/p1", "Patient/p3"));
        write("Consent.ndjson", "{\"resourceType\":\"Consent\"," + unreadable + """
                "id":"k","status":"active","patient":{"reference":"Patient/p3"}}""");

        DeidentificationReport report = run(exporting());

        assertThat(Files.readAllLines(out().resolve("Patient.ndjson"))).hasSize(1);
        assertThat(Files.readAllLines(out().resolve("Condition.ndjson"))).hasSize(1);
        assertThat(report.patientsWithheld()).isEqualTo(2);
    }

    @Test
    void aLabelledLineThatCannotBeReadIsWithheldAndSoIsADocumentByItsOwnLabel() throws IOException {
        String label = "\"meta\":{\"security\":[{\"code\":\"HIV\"}]},";
        write(
                "Observation.ndjson",
                line(creatinine("o1", "2020-01-11", "1e999999999")).replace("\"status\"", label + "\"status\""),
                "\uFEFF" + line(creatinine("o2", "2020-01-12", "1.2")),
                line(creatinine("o3", "2020-01-13", "1.3")).replace("\"status\"", label + "\r\"status\""));
        write("DocumentReference.ndjson", """
            {"resourceType":"DocumentReference","id":"d","subject":{"reference":"Patient/p1"},\
            "securityLabel":[{"coding":[{"code":"HIV"}]}]}""");

        run(exporting());

        assertThat(Files.readAllLines(out().resolve("Observation.ndjson")))
                .singleElement()
                .asString()
                .contains("1.2");
        assertThat(Files.readString(out().resolve("DocumentReference.ndjson"))).isEmpty();
    }

    @Test
    void aWithheldDiagnosisIsNoReasonAndNoFindingOfAnythingElse() throws IOException {
        write(
                "Condition.ndjson",
                line(condition("c1", "confirmed", "2020-01-01"))
                        .replace("\"subject\"", "\"meta\":{\"security\":[{\"code\":\"HIV\"}]},\"subject\""));
        write("Observation.ndjson", """
            {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p1"},\
            "code":{"coding":[{"system":"http://loinc.org","code":"75326-9"}]},\
            "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}}""");

        run(exporting());

        assertThat(Files.readString(out().resolve("Observation.ndjson")))
                .contains("75326-9")
                .doesNotContain("44054006");
    }

    @Test
    void aLongChainIsFollowedToItsEndAndOneThatIsTooLongStopsTheRun() throws IOException {
        write("Observation.ndjson", chain(20));
        run(exporting());
        assertThat(Files.readString(out().resolve("Observation.ndjson"))).isEmpty();

        clear();
        write("Observation.ndjson", chain(60));
        assertThatThrownBy(() -> run(exporting())).isInstanceOf(FhirAdapterException.ExportUnusable.class);
        assertThat(Files.list(out())).isEmpty();
    }

    /** Each is derived from the next; the last bears a label. */
    private static String[] chain(int length) {
        var lines = new String[length];
        for (int i = 0; i < length; i++) {
            String member = i == length - 1
                    ? "\"meta\":{\"security\":[{\"code\":\"HIV\"}]},"
                    : "\"derivedFrom\":[{\"reference\":\"Observation/o" + (i + 1) + "\"}],";
            lines[i] = line(creatinine("o" + i, "2020-01-11", "1.1")).replace("\"status\"", member + "\"status\"");
        }
        return lines;
    }

    private Options exporting() {
        return new Options(key(), null, false, TODAY, ReleasePolicy.of(Purpose.EXPORT, OptOuts.none(), TODAY));
    }

    private static String report(String id, String result) {
        return """
            {"resourceType":"DiagnosticReport","id":"%s","status":"final","subject":{"reference":"Patient/p1"},\
            "code":{"text":"panel"},"result":[{"reference":"%s"}]}""".formatted(id, result);
    }

    private DeidentificationReport run(Options options) {
        return Deidentification.run(in(), out(), options, ProgressListener.NONE);
    }

    private PatientRecord read() {
        List<PatientRecord> records = new ArrayList<>();
        Export.open(out()).forEachInOrder(records::add);
        return records.getFirst();
    }

    private Options options(boolean keepNotes) {
        return new Options(key(), null, keepNotes, TODAY);
    }

    private Path in() {
        return work.resolve("in");
    }

    private Path out() {
        return work.resolve("out");
    }

    private Path key() {
        return work.resolve("key");
    }

    private void write(String file, String... lines) throws IOException {
        Files.write(in().resolve(file), List.of(lines));
    }

    private void clear() throws IOException {
        try (var files = Files.list(out())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
