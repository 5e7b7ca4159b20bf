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
                Concepts.firstKnown(verification, Conditions::verification).orElse(Verification.UNKNOWN),
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
        boolean isOver = condition.hasAbatement() && abatement == null;
        return Concepts.firstKnown(condition.getClinicalStatus(), Conditions::clinicalStatus)
                .orElse(isOver ? ClinicalStatus.INACTIVE : ClinicalStatus.UNKNOWN);
    }

    private static Optional<ClinicalStatus> clinicalStatus(String code) {
        return switch (code) {
            case "active" -> Optional.of(ClinicalStatus.ACTIVE);
            case "recurrence" -> Optional.of(ClinicalStatus.RECURRENCE);
            case "relapse" -> Optional.of(ClinicalStatus.RELAPSE);
            case "inactive" -> Optional.of(ClinicalStatus.INACTIVE);
            case "remission" -> Optional.of(ClinicalStatus.REMISSION);
            case "resolved" -> Optional.of(ClinicalStatus.RESOLVED);
            default -> Optional.empty();
        };
    }

    private static Optional<Verification> verification(String code) {
        return switch (code) {
            case "confirmed" -> Optional.of(Verification.CONFIRMED);
            case "provisional" -> Optional.of(Verification.PROVISIONAL);
            case "differential" -> Optional.of(Verification.DIFFERENTIAL);
            case "unconfirmed" -> Optional.of(Verification.UNCONFIRMED);
            default -> Optional.empty();
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
