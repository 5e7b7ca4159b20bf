package org.prodrome.fhir.mapping;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.Diagnosis.Category;
import org.prodrome.fhir.record.Diagnosis.ClinicalStatus;
import org.prodrome.fhir.record.Diagnosis.Verification;
import org.prodrome.fhir.record.EventTime;

/** Condition to {@link Diagnosis}. */
final class Conditions {
    private Conditions() {}

    static Mapped map(Condition condition, @Nullable LocalDate birthDate) {
        CodeableConcept verification = condition.getVerificationStatus();
        if (Concepts.is(verification, "entered-in-error")) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (Concepts.is(verification, "refuted")) {
            return Mapped.out(Excluded.REFUTED);
        }
        EventTime recorded = Times.of(condition.getRecordedDateElement());
        return Mapped.event(new Diagnosis(
                Sources.of(condition),
                Concepts.of(condition.getCode()),
                Times.firstOf(onset(condition, birthDate), recorded),
                recorded,
                Times.ofChoice(condition.getAbatement()),
                clinicalStatus(condition.getClinicalStatus()),
                verification(verification),
                category(condition)));
    }

    private static @Nullable EventTime onset(Condition condition, @Nullable LocalDate birthDate) {
        if (condition.getOnset() instanceof Age age && birthDate != null && age.hasValue() && inYears(age)) {
            return Times.ofDay(
                    birthDate.plusYears(age.getValue().longValue()).withDayOfYear(1), EventTime.Precision.YEAR);
        }
        return Times.ofChoice(condition.getOnset());
    }

    private static boolean inYears(Age age) {
        return "a".equals(age.getCode());
    }

    private static ClinicalStatus clinicalStatus(CodeableConcept status) {
        return switch (Concepts.firstCode(status)) {
            case "active" -> ClinicalStatus.ACTIVE;
            case "recurrence" -> ClinicalStatus.RECURRENCE;
            case "relapse" -> ClinicalStatus.RELAPSE;
            case "inactive" -> ClinicalStatus.INACTIVE;
            case "remission" -> ClinicalStatus.REMISSION;
            case "resolved" -> ClinicalStatus.RESOLVED;
            default -> ClinicalStatus.UNKNOWN;
        };
    }

    private static Verification verification(CodeableConcept status) {
        return switch (Concepts.firstCode(status)) {
            case "confirmed" -> Verification.CONFIRMED;
            case "provisional" -> Verification.PROVISIONAL;
            case "differential" -> Verification.DIFFERENTIAL;
            case "unconfirmed" -> Verification.UNCONFIRMED;
            default -> Verification.UNKNOWN;
        };
    }

    private static Category category(Condition condition) {
        for (CodeableConcept category : condition.getCategory()) {
            switch (Concepts.firstCode(category)) {
                case "problem-list-item" -> {
                    return Category.PROBLEM_LIST;
                }
                case "encounter-diagnosis" -> {
                    return Category.ENCOUNTER_DIAGNOSIS;
                }
                case "health-concern" -> {
                    return Category.HEALTH_CONCERN;
                }
                default -> {}
            }
        }
        return Category.UNKNOWN;
    }
}
