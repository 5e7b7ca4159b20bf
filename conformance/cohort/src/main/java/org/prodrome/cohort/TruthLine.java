package org.prodrome.cohort;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was planted in one person and what of it was recorded: one line of {@code truth/persons-NNNN.ndjson.gz}. Days since birth.
 *
 * @param patient id in the export
 * @param person key of the planted draws
 * @param bmi constitutional body mass index by age
 * @param familyHistory ids of diseases
 * @param diseases every planted disease and decoy; null where there was no onset before {@code endDay}
 * @param deathDay null for who lived to the reference date
 * @param firstDay first day of the observed years
 * @param endDay death or reference date
 * @param visits days of the wellness visits within the observed years
 * @param labs recorded values of each owned analyte, by main code
 */
record TruthLine(
        String patient,
        String person,
        String sex,
        LocalDate birth,
        Smoker smoking,
        List<Value> bmi,
        List<String> familyHistory,
        Map<String, @Nullable Course> diseases,
        @Nullable Integer deathDay,
        int firstDay,
        int endDay,
        List<Integer> visits,
        Map<String, List<Value>> labs) {

    /** Ages in years; null for never. */
    record Smoker(@Nullable Double startAge, @Nullable Double quitAge) {}

    /** A day (of the body mass index: an age in years) and a value, written as an array. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"day", "value"})
    record Value(int day, double value) {}

    /** @param diagnosisDay null where it was not recorded: a decoy, or death or the reference date came first */
    record Course(
            int onsetDay,
            int durationDays,
            @Nullable Integer diagnosisDay,
            @Nullable Double plateau,
            @Nullable Integer resolvedDay) {}
}
