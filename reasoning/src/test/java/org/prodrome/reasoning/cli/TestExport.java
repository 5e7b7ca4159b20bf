package org.prodrome.reasoning.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.prodrome.fhir.record.Coding;

/**
 * Object mother: a FHIR bulk export of invented people, some of whose HbA1c rises before type 2 diabetes.
 *
 * <p>Every other file is packed, and every other diagnosis is coded in ICD-10-CM, the rest in SNOMED CT.
 */
final class TestExport {

    private static final int YEARS = 14;
    private static final Coding DIABETES = new Coding(Coding.SNOMED, "44054006", null);
    private static final Coding DIABETES_ICD = new Coding("http://hl7.org/fhir/sid/icd-10-cm", "E11.9", null);

    private final List<String> patients = new ArrayList<>();
    private final List<String> encounters = new ArrayList<>();
    private final List<String> observations = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    private TestExport() {}

    /** So many people with a visit and a laboratory value a year. */
    static Path of(Path directory, int people) throws IOException {
        TestExport export = new TestExport();
        for (int i = 0; i < people; i++) {
            export.person(i);
        }
        return export.write(directory);
    }

    /** The same people, recorded in codes that nobody else has. */
    static Path inCodesOfItsOwn(Path directory, int people) throws IOException {
        TestExport export = new TestExport();
        for (int i = 0; i < people; i++) {
            export.person(i);
        }
        for (List<String> resources : List.of(export.encounters, export.observations, export.conditions)) {
            resources.replaceAll(TestExport::recoded);
        }
        return export.write(directory);
    }

    private static String recoded(String resource) {
        return resource.replace("http://loinc.org", "http://site.example/tests")
                .replace(Coding.SNOMED, "http://site.example/terms")
                .replace(DIABETES_ICD.system(), "http://site.example/diseases")
                .replace("\"AMB\"", "\"OWN\"");
    }

    /** People of whom nothing but who they are is known. */
    static Path withoutEvents(Path directory, int people) throws IOException {
        TestExport export = new TestExport();
        for (int i = 0; i < people; i++) {
            export.patient(i, LocalDate.of(1960, 1, 1).plusDays(i));
        }
        return export.write(directory);
    }

    /** One person with so many laboratory values, and one with a single visit. */
    static Path ofOneWith(Path directory, int events) throws IOException {
        TestExport export = new TestExport();
        LocalDate birth = LocalDate.of(1940, 1, 1);
        export.patient(0, birth);
        for (int i = 0; i < events; i++) {
            export.lab(0, i, birth.plusYears(30).plusDays(i / 8), "5." + i % 10, "%");
        }
        export.patient(1, birth);
        export.visit(1, 0, birth.plusYears(50));
        return export.write(directory);
    }

    private void person(int number) {
        SplittableRandom random = new SplittableRandom(number);
        LocalDate birth = LocalDate.of(1945, 1, 1).plusDays(random.nextInt(7000));
        boolean falls = random.nextInt(3) < 2;
        int onset = 5 + random.nextInt(8);
        patient(number, birth);
        for (int year = 0; year < YEARS; year++) {
            LocalDate day = birth.plusYears(45 + year).plusDays(random.nextInt(300));
            visit(number, year, day);
            double rise = falls ? Math.clamp(3 - (onset - year), 0, 3) * 0.5 : 0;
            double hba1c = Math.round(10 * (5.2 + rise + random.nextDouble(0.4))) / 10.0;
            lab(number, year, day, Double.toString(hba1c), number % 50 == 7 ? "furlongs" : "%");
            if (falls && year == onset) {
                condition(number, day, conditions.size() % 2 == 0 ? DIABETES : DIABETES_ICD);
            }
        }
    }

    private void patient(int number, LocalDate birth) {
        patients.add(String.format(Locale.ROOT, """
                {"resourceType":"Patient","id":"p%d","name":[{"family":"Invented"}],"gender":"%s","birthDate":"%s"}""", number, number % 2 == 0 ? "female" : "male", birth));
    }

    private void visit(int number, int place, LocalDate day) {
        encounters.add(String.format(Locale.ROOT, """
                {"resourceType":"Encounter","id":"e%1$d-%2$d","status":"finished",\
                "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},\
                "type":[{"coding":[{"system":"http://snomed.info/sct","code":"185349003"}]}],\
                "subject":{"reference":"Patient/p%1$d"},"period":{"start":"%3$s","end":"%3$s"}}""", number, place, day));
    }

    private void lab(int number, int place, LocalDate day, String value, String unit) {
        observations.add(String.format(Locale.ROOT, """
                {"resourceType":"Observation","id":"o%1$d-%2$d","status":"final",\
                "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",\
                "code":"laboratory"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},\
                "subject":{"reference":"Patient/p%1$d"},"effectiveDateTime":"%3$s",\
                "valueQuantity":{"value":%4$s,"unit":"%5$s","system":"http://unitsofmeasure.org","code":"%5$s"}}""", number, place, day, value, unit));
    }

    private void condition(int number, LocalDate day, Coding code) {
        conditions.add(String.format(Locale.ROOT, """
                {"resourceType":"Condition","id":"c%1$d",\
                "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",\
                "code":"active"}]},\
                "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status",\
                "code":"confirmed"}]},\
                "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-category",\
                "code":"problem-list-item"}]}],\
                "code":{"coding":[{"system":"%3$s","code":"%4$s"}]},\
                "subject":{"reference":"Patient/p%1$d"},"onsetDateTime":"%2$s","recordedDate":"%2$s"}""", number, day, code.system(), code.code()));
    }

    private Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("Patient.ndjson"), patients);
        write(directory.resolve("Encounter.ndjson.gz"), encounters);
        write(directory.resolve("Observation.ndjson.gz"), observations);
        write(directory.resolve("Condition.ndjson"), conditions);
        return directory;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        OutputStream out = Files.newOutputStream(file);
        try (OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
