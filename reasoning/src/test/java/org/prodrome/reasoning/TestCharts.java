package org.prodrome.reasoning;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.RecordReader;

/** Small records, read through the adapter's own mapping. Everything a part is not given for is empty, not missing. */
public final class TestCharts {
    public static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
    public static final PatientId PATIENT = new PatientId("p1");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("patient", "Patient"),
            Map.entry("conditions", "Condition"),
            Map.entry("observations", "Observation"),
            Map.entry("medications", "MedicationRequest"),
            Map.entry("statements", "MedicationStatement"),
            Map.entry("given", "MedicationAdministration"),
            Map.entry("dispensed", "MedicationDispense"),
            Map.entry("allergies", "AllergyIntolerance"),
            Map.entry("encounters", "Encounter"),
            Map.entry("procedures", "Procedure"),
            Map.entry("immunizations", "Immunization"),
            Map.entry("family", "FamilyMemberHistory"),
            Map.entry("reports", "DiagnosticReport"),
            Map.entry("imaging", "ImagingStudy"),
            Map.entry("documents", "DocumentReference"),
            Map.entry("plans", "CarePlan"),
            Map.entry("goals", "Goal"),
            Map.entry("services", "ServiceRequest"));

    private final Map<String, List<String>> resources = new LinkedHashMap<>();
    private final Set<String> unsupplied = new java.util.HashSet<>();

    private TestCharts() {}

    /** A woman of 66 with nothing else on record. */
    public static TestCharts woman() {
        return new TestCharts().with("Patient", """
                        {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"}""");
    }

    public TestCharts with(String type, String json) {
        resources.computeIfAbsent(type, ignored -> new ArrayList<>()).add(json);
        return this;
    }

    /** The same woman, of whom a day of death is recorded. */
    public TestCharts died(String day) {
        resources.put("Patient", new ArrayList<>());
        return with("Patient", """
                {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02","deceasedDateTime":"%s"}""".formatted(day));
    }

    public TestCharts without(String type) {
        unsupplied.add(type);
        return this;
    }

    public TestCharts lab(String id, String loinc, double value, String unit, String day) {
        return with("Observation", """
                {"resourceType":"Observation","id":"%s","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"%s"}]},
                 "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],
                 "subject":{"reference":"Patient/p1"},"effectiveDateTime":"%s",
                 "valueQuantity":{"value":%s,"unit":"%s","system":"http://unitsofmeasure.org","code":"%s"}}""".formatted(
                        id,
                        loinc,
                        day,
                        java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString(),
                        unit,
                        unit));
    }

    public TestCharts egfr(String id, double value, String day) {
        return lab(id, "33914-3", value, "mL/min/{1.73_m2}", day);
    }

    public TestCharts condition(String id, String snomed, String display, String day) {
        return with("Condition", """
                {"resourceType":"Condition","id":"%s","subject":{"reference":"Patient/p1"},"onsetDateTime":"%s","recordedDate":"%s",
                 "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"%s","display":"%s"}],"text":"%s"}}""".formatted(id, day, day, snomed, display, display));
    }

    public TestCharts allergy(String id, String snomed, String display) {
        return with("AllergyIntolerance", """
                {"resourceType":"AllergyIntolerance","id":"%s","patient":{"reference":"Patient/p1"},"criticality":"high",
                 "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":"active"}]},
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"%s","display":"%s"}]},"recordedDate":"2019-05-02"}""".formatted(id, snomed, display));
    }

    public TestCharts medication(String id, String rxnorm, String display, String day) {
        return with("MedicationRequest", order(id, rxnorm, display, "active", day));
    }

    public PatientRecord read() {
        Map<String, String> keys = TYPES;
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        keys.forEach((key, type) -> {
            if (!unsupplied.contains(type)) {
                parts.put(key, part(type));
            }
        });
        return new PrefetchReader(
                        new PrefetchKeys(keys), RecordReader.create(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .read("http://ehr.example/fhir", PATIENT, new Prefetch(parts));
    }

    private String part(String type) {
        List<String> found = resources.getOrDefault(type, List.of());
        if (type.equals("Patient")) {
            return found.getFirst();
        }
        return """
                {"resourceType":"Bundle","type":"searchset","entry":[%s]}""".formatted(
                found.stream().map(json -> "{\"resource\":" + json + "}").collect(Collectors.joining(",")));
    }

    /** Orders in progress: id, RxNorm product code and words, in turn. */
    public static List<DraftOrder> orders(String... idCodeWords) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < idCodeWords.length; i += 3) {
            entries.add("{\"resource\":"
                    + order(idCodeWords[i], idCodeWords[i + 1], idCodeWords[i + 2], "draft", "2026-11-20") + "}");
        }
        return DraftOrders.parse(
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" + String.join(",", entries) + "]}",
                null);
    }

    private static String order(String id, String rxnorm, String display, String status, String day) {
        return """
                {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"order","subject":{"reference":"Patient/p1"},"authoredOn":"%s",
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"%s","display":"%s"}],"text":"%s"}}""".formatted(id, status, day, rxnorm, display, display);
    }
}
