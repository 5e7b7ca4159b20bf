package org.prodrome.reasoning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Something nobody could know on the as-of day.
 *
 * @param kind what
 * @param daysAhead when it is known, in days after the as-of day
 * @param pick chooses among codes and units
 * @param number a value
 */
record FutureFact(Kind kind, int daysAhead, int pick, double number) {

    private static final String SCT = "http://snomed.info/sct";
    private static final String LOINC = "http://loinc.org";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    /** "Later" happened before the as-of day and was written down after it. */
    enum Kind {
        CONDITION,
        RESOLVED_CONDITION,
        SUSPECTED_CONDITION,
        CONDITION_RECORDED_LATER,
        RESULT,
        RESULT_ISSUED_LATER,
        BLOOD_PRESSURE,
        SMOKING,
        ORDER,
        STATEMENT,
        GIVEN,
        DISPENSED,
        VISIT,
        PLANNED_VISIT,
        PROCEDURE,
        ALLERGY,
        ALLERGY_RECORDED_LATER,
        VACCINE,
        VACCINE_RECORDED_LATER,
        FAMILY_HISTORY,
        REPORT,
        REPORT_ISSUED_LATER,
        IMAGING,
        NOTE,
        CARE_PLAN,
        GOAL,
        REFERRAL,
        DEATH
    }

    private static final List<String> CONDITIONS = List.of(
            coding(SCT, "44054006"),
            coding("http://hl7.org/fhir/sid/icd-10-cm", "I48.91"),
            coding(SCT, "427359005"),
            coding("http://site.example/terms", "7"));

    /** Code, unit and lowest value, the highest being three times as much. */
    private static final List<List<String>> RESULTS = List.of(
            List.of("4548-4", "%", "4"),
            List.of("4548-4", "mmol/mol", "30"),
            List.of("33914-3", "mL/min/{1.73_m2}", "20"),
            List.of("2345-7", "mg/dL", "70"),
            List.of("2345-7", "mmol/L", "4"),
            List.of("718-7", "g/dL", "6"),
            List.of("718-7", "g/L", "60"),
            List.of("29463-7", "kg", "40"),
            List.of("29463-7", "[lb_av]", "90"),
            List.of("2160-0", "furlongs", "1"));

    private static final List<String> DRUGS = List.of("860975", "314076", "308192");
    private static final List<String> TEXTS =
            List.of("A pulmonary nodule is seen.", "Type 2 diabetes mellitus. Denies asthma.", "Gout in her mother.");

    /** Adds it to a chart; ids begin with the given letters. */
    void addTo(TestCharts chart, String id, LocalDate asOf) {
        String known = asOf.plusDays(daysAhead).toString();
        String before = asOf.minusDays(40).toString();
        String text = TEXTS.get(pick % TEXTS.size());
        switch (kind) {
            case CONDITION -> condition(chart, id, "active", "confirmed", known, known);
            case RESOLVED_CONDITION -> condition(chart, id, "resolved", "confirmed", known, known);
            case SUSPECTED_CONDITION -> condition(chart, id, "active", "provisional", known, known);
            case CONDITION_RECORDED_LATER -> condition(chart, id, "active", "confirmed", before, known);
            case RESULT -> result(chart, id, known, known);
            case RESULT_ISSUED_LATER -> result(chart, id, before, known);
            case BLOOD_PRESSURE -> bloodPressure(chart, id, known);
            case SMOKING ->
                add(chart, "Observation", id, "subject", """
                    "status":"final",%s,"effectiveDateTime":"%s","valueCodeableConcept":{"coding":[%s]}""", code(LOINC, "72166-2"), known, coding(SCT, "77176002"));
            case ORDER -> add(chart, "MedicationRequest", id, "subject", """
                    "status":"active","intent":"order","authoredOn":"%s",%s""", known, drug());
            case STATEMENT -> add(chart, "MedicationStatement", id, "subject", """
                    "status":"active","effectiveDateTime":"%s",%s""", known, drug());
            case GIVEN -> add(chart, "MedicationAdministration", id, "subject", """
                    "status":"completed","effectiveDateTime":"%s",%s""", known, drug());
            case DISPENSED -> add(chart, "MedicationDispense", id, "subject", """
                    "status":"completed","whenHandedOver":"%s",%s""", known, drug());
            case VISIT -> visit(chart, id, "finished", known);
            case PLANNED_VISIT -> visit(chart, id, "planned", known);
            case PROCEDURE -> add(chart, "Procedure", id, "subject", """
                    "status":"completed","performedDateTime":"%s",%s""", known, code(SCT, "73761001"));
            case ALLERGY -> allergy(chart, id, known, known);
            case ALLERGY_RECORDED_LATER -> allergy(chart, id, before, known);
            case VACCINE -> vaccine(chart, id, known, known);
            case VACCINE_RECORDED_LATER -> vaccine(chart, id, before, known);
            case FAMILY_HISTORY -> add(chart, "FamilyMemberHistory", id, "patient", """
                    "status":"completed","date":"%s","relationship":{"text":"mother"},"condition":[{%s}]""", known, code(SCT, "44054006"));
            case REPORT -> report(chart, id, text, known, known);
            case REPORT_ISSUED_LATER -> report(chart, id, text, before, known);
            case IMAGING -> add(chart, "ImagingStudy", id, "subject", """
                    "status":"available","started":"%s","procedureCode":[{"coding":[%s]}]""", known, coding(SCT, "169069000"));
            case NOTE ->
                add(
                        chart,
                        "DocumentReference",
                        id,
                        "subject",
                        """
                    "status":"current","date":"%sT09:00:00Z","type":{"text":"note"},\
                    "content":[{"attachment":{"contentType":"text/plain","data":"%s"}}]""",
                        known,
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            case CARE_PLAN -> add(chart, "CarePlan", id, "subject", """
                    "status":"active","intent":"plan","period":{"start":"%s"},"category":[{"coding":[%s]}]""", known, coding(SCT, "698358001"));
            case GOAL -> add(chart, "Goal", id, "subject", """
                    "lifecycleStatus":"active","startDate":"%s","description":{"text":"less weight"}""", known);
            case REFERRAL -> add(chart, "ServiceRequest", id, "subject", """
                    "status":"active","intent":"order","authoredOn":"%s",%s""", known, code(SCT, "306206005"));
            case DEATH -> chart.died(known);
        }
    }

    private void condition(
            TestCharts chart, String id, String clinical, String verification, String onset, String recorded) {
        add(
                chart,
                "Condition",
                id,
                "subject",
                """
            "clinicalStatus":{"coding":[%s]},"verificationStatus":{"coding":[%s]},\
            "code":{"coding":[%s]},"onsetDateTime":"%s","recordedDate":"%s\"""",
                coding("http://terminology.hl7.org/CodeSystem/condition-clinical", clinical),
                coding("http://terminology.hl7.org/CodeSystem/condition-ver-status", verification),
                CONDITIONS.get(pick % CONDITIONS.size()),
                onset,
                recorded);
    }

    private void result(TestCharts chart, String id, String effective, String issued) {
        List<String> test = RESULTS.get(pick % RESULTS.size());
        String value = BigDecimal.valueOf(Double.parseDouble(test.get(2)) * (1 + 2 * number))
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
        add(
                chart,
                "Observation",
                id,
                "subject",
                """
            "status":"final","category":[{"coding":[%s]}],%s,"effectiveDateTime":"%s","issued":"%sT09:00:00Z",\
            "valueQuantity":{"value":%s,"unit":"%s","system":"http://unitsofmeasure.org","code":"%6$s"}""",
                coding("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory"),
                code(LOINC, test.getFirst()),
                effective,
                issued,
                value,
                test.get(1));
    }

    private void bloodPressure(TestCharts chart, String id, String day) {
        add(
                chart,
                "Observation",
                id,
                "subject",
                """
            "status":"final",%s,"effectiveDateTime":"%s","component":[\
            {%s,"valueQuantity":{"value":%d,"system":"http://unitsofmeasure.org","code":"mm[Hg]"}},\
            {%s,"valueQuantity":{"value":%d,"system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]""",
                code(LOINC, "85354-9"),
                day,
                code(LOINC, "8480-6"),
                100 + (int) (90 * number),
                code(LOINC, "8462-4"),
                60);
    }

    private static void visit(TestCharts chart, String id, String status, String day) {
        add(
                chart,
                "Encounter",
                id,
                "subject",
                """
            "status":"%s","class":%s,"type":[{"coding":[%s]}],"period":{"start":"%s"}""",
                status,
                coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "EMER"),
                coding(SCT, "50849002"),
                day);
    }

    private void allergy(TestCharts chart, String id, String onset, String recorded) {
        add(
                chart,
                "AllergyIntolerance",
                id,
                "patient",
                """
            "criticality":"high",%s,"onsetDateTime":"%s","recordedDate":"%s\"""",
                pick % 2 == 0 ? code(SCT, "91936005") : code(RXNORM, "6809"),
                onset,
                recorded);
    }

    private static void vaccine(TestCharts chart, String id, String given, String recorded) {
        add(chart, "Immunization", id, "patient", """
            "status":"completed","vaccineCode":{"coding":[%s]},"occurrenceDateTime":"%s","recorded":"%s\"""", coding("http://hl7.org/fhir/sid/cvx", "140"), given, recorded);
    }

    private static void report(TestCharts chart, String id, String text, String effective, String issued) {
        add(chart, "DiagnosticReport", id, "subject", """
            "status":"final",%s,"effectiveDateTime":"%s","issued":"%sT09:00:00Z","conclusion":"%s\"""", code(LOINC, "24627-2"), effective, issued, text);
    }

    private String drug() {
        return "\"medicationCodeableConcept\":{\"coding\":[" + coding(RXNORM, DRUGS.get(pick % DRUGS.size())) + "]}";
    }

    private static String code(String system, String code) {
        return "\"code\":{\"coding\":[" + coding(system, code) + "]}";
    }

    private static String coding(String system, String code) {
        return "{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}";
    }

    private static void add(
            TestCharts chart, String type, String id, String whose, String elements, Object... arguments) {
        chart.with(type, """
                {"resourceType":"%s","id":"%s","%s":{"reference":"Patient/p1"},%s}""".formatted(type, id, whose, String.format(Locale.ROOT, elements, arguments)));
    }
}
