package org.prodrome.reasoning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EncounterStay;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FamilyHistory;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;

/** Invented records, one concept each. */
public final class TestRecords {

    public static final LocalDate BIRTH = LocalDate.of(1960, 3, 1);

    private TestRecords() {}

    public static PatientRecord record(String id, ClinicalEvent... events) {
        return record(id, BIRTH, Demographics.Sex.FEMALE, null, Arrays.asList(events));
    }

    public static PatientRecord record(
            String id,
            @Nullable LocalDate birth,
            Demographics.Sex sex,
            @Nullable LocalDate death,
            List<ClinicalEvent> events) {
        Demographics who = new Demographics(null, birth, sex, death, death != null, null, null, null);
        return new PatientRecord(
                "test", new PatientId(id), who, events, List.of(), () -> 0, events.size(), Instant.EPOCH);
    }

    public static List<ClinicalEvent> with(PatientRecord record, ClinicalEvent... more) {
        List<ClinicalEvent> events = new ArrayList<>(record.events());
        events.addAll(Arrays.asList(more));
        return events;
    }

    public static EventTime on(LocalDate day) {
        return new EventTime(day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), EventTime.Precision.DAY);
    }

    public static Diagnosis diagnosis(String id, String snomed, LocalDate day) {
        return diagnosis(id, new Coding(Coding.SNOMED, snomed, null), day, day, Diagnosis.Verification.CONFIRMED);
    }

    public static Diagnosis diagnosis(
            String id, Coding coding, LocalDate onset, LocalDate recorded, Diagnosis.Verification verification) {
        return new Diagnosis(
                new FhirReference("Condition", id, null),
                CodedConcept.of(coding),
                on(onset),
                on(recorded),
                null,
                Diagnosis.ClinicalStatus.ACTIVE,
                verification,
                Diagnosis.Category.PROBLEM_LIST);
    }

    public static Diagnosis undatedDiagnosis(String id, String snomed, Diagnosis.Verification verification) {
        return diagnosis(id, snomed, verification, null);
    }

    /** A diagnosis of which only the onset is told, if that. */
    public static Diagnosis diagnosis(
            String id, String snomed, Diagnosis.Verification verification, @Nullable EventTime onset) {
        return new Diagnosis(
                new FhirReference("Condition", id, null),
                CodedConcept.of(new Coding(Coding.SNOMED, snomed, null)),
                onset,
                null,
                null,
                Diagnosis.ClinicalStatus.ACTIVE,
                verification,
                Diagnosis.Category.PROBLEM_LIST);
    }

    public static FamilyHistory familyHistory(String id, String snomed, LocalDate day) {
        return new FamilyHistory(
                new FhirReference("FamilyMemberHistory", id, null),
                CodedConcept.of(new Coding(Coding.SNOMED, snomed, null)),
                on(day),
                new CodedConcept(List.of(), "mother"),
                null);
    }

    public static Measurement lab(String id, String loinc, LocalDate day, String number, String unit) {
        return lab(id, loinc, day, new Value.Quantity(new BigDecimal(number), unit, null));
    }

    public static Measurement lab(String id, String loinc, LocalDate day, Value value) {
        return new Measurement(
                new FhirReference("Observation", id, null),
                CodedConcept.of(new Coding(Coding.LOINC, loinc, null)),
                on(day),
                Measurement.Category.LABORATORY,
                value,
                null,
                null,
                null,
                false);
    }

    /** A result of one day that was made available on another. */
    public static Measurement issued(Measurement result, LocalDate day) {
        return new Measurement(
                result.source(),
                result.concept(),
                result.time(),
                result.category(),
                result.value(),
                result.low(),
                result.high(),
                result.interpretation(),
                result.preliminary(),
                result.interpretations(),
                result.rangeText(),
                on(day));
    }

    public static EventTime inYear(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return new EventTime(first, first.atStartOfDay(ZoneOffset.UTC).toInstant(), EventTime.Precision.YEAR);
    }

    public static EncounterStay planned(String id, LocalDate day) {
        EncounterStay stay = visit(id, day);
        return new EncounterStay(stay.source(), stay.concept(), stay.time(), null, stay.encounterClass(), "planned");
    }

    public static MedicationOrder order(String id, LocalDate day, String status, String intent, String... ingredients) {
        List<Coding> codings = Arrays.stream(ingredients)
                .map(code -> new Coding(Coding.RXNORM, code, null))
                .toList();
        return new MedicationOrder(
                new FhirReference("MedicationRequest", id, null),
                CodedConcept.of(new Coding(Coding.RXNORM, "product-" + id, null)),
                codings,
                on(day),
                null,
                status,
                intent,
                null);
    }

    public static EncounterStay visit(String id, LocalDate day) {
        return new EncounterStay(
                new FhirReference("Encounter", id, null),
                CodedConcept.of(new Coding(Coding.SNOMED, "185349003", null)),
                on(day),
                on(day),
                "AMB",
                "finished");
    }
}
