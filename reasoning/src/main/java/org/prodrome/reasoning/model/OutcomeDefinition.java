package org.prodrome.reasoning.model;

import java.util.List;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.reasoning.timeline.Timeline;

/**
 * An outcome and the codes that record it: the first recorded diagnosis with one of them is the outcome.
 *
 * @param snomed SNOMED CT concept ids
 * @param icd10cm ICD-10-CM codes; {@code E11*} stands for E11 and all below
 * @param source where the definition comes from
 */
public record OutcomeDefinition(String id, String name, List<String> snomed, List<String> icd10cm, String source) {
    public OutcomeDefinition {
        snomed = List.copyOf(snomed);
        icd10cm = List.copyOf(icd10cm);
        if (snomed.isEmpty() && icd10cm.isEmpty()) {
            throw new IllegalArgumentException("outcomes: expected a code for " + id);
        }
    }

    /** The outcome as the model speaks of it. */
    public Outcome outcome() {
        return new Outcome(id, name);
    }

    /** Whether a concept is this outcome. */
    public boolean matches(CodedConcept concept) {
        return concept.codings().stream().anyMatch(this::matches);
    }

    /** Whether a diagnosis of the story is this outcome; a provisional one is none. */
    boolean recordedIn(Timeline timeline) {
        return timeline.entries().stream()
                .anyMatch(entry -> entry.event() instanceof Diagnosis diagnosis && isRecordedBy(diagnosis));
    }

    /** Whether a diagnosis that nobody dated is this outcome: then it may have been there ever since. */
    boolean recordedWithoutDateIn(Timeline timeline) {
        return timeline.undatedDiagnoses().stream().anyMatch(undated -> isRecordedBy(undated.diagnosis()));
    }

    private boolean isRecordedBy(Diagnosis diagnosis) {
        return matches(diagnosis.concept()) && counts(diagnosis.verification());
    }

    /** A provisional diagnosis is none. */
    static boolean counts(Diagnosis.Verification verification) {
        return switch (verification) {
            case CONFIRMED, UNKNOWN -> true;
            case PROVISIONAL, DIFFERENTIAL, UNCONFIRMED -> false;
        };
    }

    private boolean matches(Coding coding) {
        return switch (coding.system()) {
            case Coding.SNOMED -> snomed.contains(coding.code());
            case Coding.ICD_10_CM -> icd10cm.stream().anyMatch(pattern -> covers(pattern, coding.code()));
            default -> false;
        };
    }

    private static boolean covers(String pattern, String code) {
        return pattern.endsWith("*")
                ? code.startsWith(pattern.substring(0, pattern.length() - 1))
                : code.equals(pattern);
    }
}
