package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencds.cqf.cql.engine.runtime.Tuple;

/** Kidney function as CQL computes it, against values worked out elsewhere. */
class RenalFunctionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final RulePack PACK = TestPacks.shipped();

    /** Values others worked out: the National Kidney Foundation's calculator, tests of open implementations; rounded as there. */
    @ParameterizedTest(name = "{0}, {1} years, creatinine {2} {3}: {4}")
    @CsvSource({
        "male, 55, 1.2, mg/dL, 71",
        "male, 50, 1.1, mg/dL, 82",
        "male, 34, 1.14, mg/dL, 86.5",
        "female, 60, 0.8, mg/dL, 84.3",
        "male, 40, 0.9, mg/dL, 110.7",
        "male, 55, 1.8, mg/dL, 43.9",
        "male, 55, 159.13, umol/L, 43.9",
        "female, 60, 70.72, umol/L, 84.3",
    })
    void computesEgfrAsPublished(String sex, int age, String creatinine, String unit, String published) {
        BigDecimal computed = latest("duloxetine-egfr", sex, age, creatinine, unit, null);
        assertThat(computed.setScale(new BigDecimal(published).scale(), RoundingMode.HALF_UP))
                .isEqualByComparingTo(published);
    }

    /** Worked examples of the equation of Cockcroft and Gault; each is rounded as published. */
    @ParameterizedTest(name = "{0}, {1} years, creatinine {2} mg/dL, {3} kg: {4}")
    @CsvSource({
        "male, 65, 1.4, 70, 52.1",
        "female, 45, 0.9, 60, 74.8",
        "male, 60, 1.2, 80, 74.1",
        "male, 70, 1.0, 75, 72.9",
        "male, 50, 1.0, 80, 100.0",
    })
    void computesClearanceAsPublished(String sex, int age, String creatinine, String weight, String published) {
        BigDecimal computed = latest("nitrofurantoin-clearance", sex, age, creatinine, "mg/dL", weight);
        assertThat(computed.setScale(1, RoundingMode.HALF_UP)).isEqualByComparingTo(published);
    }

    private static BigDecimal latest(
            String rule, String sex, int age, String creatinine, String unit, @org.jspecify.annotations.Nullable String kg) {
        Patient patient = new Patient();
        patient.setId("p1");
        patient.setGender(AdministrativeGender.fromCode(sex)).setBirthDateElement(new DateType((2026 - age) + "-01-15"));
        List<Resource> record = new ArrayList<>(List.of(patient, observation("k1", "2160-0", creatinine, unit)));
        if (kg != null) {
            record.add(observation("w1", "29463-7", kg, "kg"));
        }
        RuleRun run = new RuleRun(
                PACK,
                new RuleInput("p1", record, Map.of(), List.of(), List.of(), DAY),
                version -> LocalSettings.NONE);
        Rule asked = PACK.rules().stream()
                .filter(candidate -> candidate.definition().version().id().equals(rule))
                .findFirst()
                .orElseThrow();
        Tuple latest = (Tuple) Objects.requireNonNull(run.values(asked, List.of("Latest")).get("Latest"));
        return (BigDecimal) Objects.requireNonNull(latest.getElement("number"));
    }

    private static Observation observation(String id, String loinc, String value, String unit) {
        Observation observation = new Observation();
        observation.setId(id);
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setCode(new CodeableConcept(new Coding("http://loinc.org", loinc, null)));
        observation.setEffective(new DateTimeType("2026-11-01"));
        observation.setValue(new Quantity()
                .setValue(new BigDecimal(value))
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit));
        return observation;
    }
}
