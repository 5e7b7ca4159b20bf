package org.prodrome.sandbox.ehr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the chart page shows, as the JSON of {@code /ehr/api/patients/{id}/chart}. */
record ChartView(
        PatientRow patient,
        List<Line> problems,
        List<Line> medications,
        List<AllergyLine> allergies,
        List<ResultLine> results) {

    /**
     * One line of the patient list.
     *
     * @param age in whole years, null when the birth date isn't known
     * @param hint why this patient is in the sandbox
     */
    record PatientRow(
            String id,
            String name,
            @Nullable Integer age,
            @Nullable String birthDate,
            String sex,
            String hint) {}

    /** A problem or a medication. */
    record Line(
            String text, @Nullable String detail, @Nullable String date, String status) {}

    /** An allergy or intolerance. */
    record AllergyLine(
            String text,
            @Nullable String reaction,
            @Nullable String criticality,
            @Nullable String date) {}

    /** A result; {@code flag} is high, low, abnormal or null. */
    record ResultLine(
            String text,
            String value,
            @Nullable String flag,
            @Nullable String date) {}

    /**
     * An order.
     *
     * @param reference {@code Type/id}
     * @param provenance who drafted and who accepted it, where that is recorded
     */
    record OrderRow(
            String reference,
            String text,
            @Nullable String detail,
            String status,
            String intent,
            @Nullable String date,
            @Nullable String provenance) {}
}
