package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Optional;
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

    static Mapped map(Condition condition, Times times) {
        CodeableConcept verification = condition.getVerificationStatus();
        if (Concepts.is(verification, "refuted")) {
            return Mapped.out(Excluded.REFUTED);
        }
        EventTime recorded = times.of(condition.getRecordedDateElement());
        EventTime abatement = abatement(condition, times);
        List<Category> categories = categories(condition);
        return Mapped.event(new Diagnosis(
                Sources.of(condition),
                Concepts.of(condition.getCode()),
                Times.firstOf(times.ofChoice(condition.getOnset()), recorded),
                recorded,
                abatement,
                clinicalStatus(condition, abatement),
                verification(verification),
                categories.isEmpty() ? Category.UNKNOWN : categories.getFirst(),
                categories));
    }

    private static @Nullable EventTime abatement(Condition condition, Times times) {
        return condition.hasAbatementDateTimeType()
                ? times.end(condition.getAbatementDateTimeType())
                : times.ofChoice(condition.getAbatement());
    }

    /** An end that gives no date still is one: without a status the condition then no longer counts as active. */
    private static ClinicalStatus clinicalStatus(Condition condition, @Nullable EventTime abatement) {
        return switch (Concepts.firstCode(condition.getClinicalStatus())) {
            case "active" -> ClinicalStatus.ACTIVE;
            case "recurrence" -> ClinicalStatus.RECURRENCE;
            case "relapse" -> ClinicalStatus.RELAPSE;
            case "inactive" -> ClinicalStatus.INACTIVE;
            case "remission" -> ClinicalStatus.REMISSION;
            case "resolved" -> ClinicalStatus.RESOLVED;
            default -> condition.hasAbatement() && abatement == null ? ClinicalStatus.INACTIVE : ClinicalStatus.UNKNOWN;
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

    private static List<Category> categories(Condition condition) {
        return condition.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .flatMap(coding -> category(coding.getCode()).stream())
                .distinct()
                .toList();
    }

    private static Optional<Category> category(@Nullable String code) {
        return switch (code) {
            case "problem-list-item" -> Optional.of(Category.PROBLEM_LIST);
            case "encounter-diagnosis" -> Optional.of(Category.ENCOUNTER_DIAGNOSIS);
            case "health-concern" -> Optional.of(Category.HEALTH_CONCERN);
            case null, default -> Optional.empty();
        };
    }
}
