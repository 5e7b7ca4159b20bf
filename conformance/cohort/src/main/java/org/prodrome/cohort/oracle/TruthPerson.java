package org.prodrome.cohort.oracle;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.Curve;
import org.prodrome.cohort.planted.RiskFactors;
import org.prodrome.cohort.planted.Sex;
import org.prodrome.cohort.planted.Smoking;

/**
 * What the oracle reads of a line of {@code truth/persons-NNNN.ndjson.gz}: not the onsets and durations, which nobody may know. Days
 * since birth.
 *
 * @param patient id in the export
 * @param bmi constitutional body mass index by age in years
 * @param familyHistory ids of diseases
 * @param diseases null where there was no onset
 * @param deathDay null for who lived to the end
 * @param firstDay first observed day: who died before has no line
 * @param endDay death or reference date
 * @param labs recorded values by code
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TruthPerson(
        String patient,
        String sex,
        LocalDate birth,
        Smoker smoking,
        List<Value> bmi,
        List<String> familyHistory,
        Map<String, @Nullable Recorded> diseases,
        @Nullable Integer deathDay,
        int firstDay,
        int endDay,
        Map<String, List<Value>> labs) {

    /** Ages in years; null for never. */
    record Smoker(@Nullable Double startAge, @Nullable Double quitAge) {}

    /** A day (of the body mass index: an age) and a value. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"day", "value"})
    record Value(int day, double value) {}

    /** @param diagnosisDay null where it was not recorded */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Recorded(@Nullable Integer diagnosisDay) {}

    Person known() {
        Map<String, Integer> diagnoses = new HashMap<>();
        diseases.forEach((id, recorded) -> {
            if (recorded != null && recorded.diagnosisDay() != null && recorded.diagnosisDay() <= endDay) {
                diagnoses.put(id, recorded.diagnosisDay());
            }
        });
        Map<String, SortedMap<Integer, Double>> values = new HashMap<>();
        labs.forEach((code, pairs) -> {
            SortedMap<Integer, Double> byDay = new TreeMap<>();
            pairs.forEach(pair -> byDay.put(pair.day(), pair.value()));
            values.put(code, byDay);
        });
        long key = Chance.ofSeed(0).with(patient).state();
        return new Person(key, risk(), diagnoses, values, firstDay, endDay, deathDay != null);
    }

    private RiskFactors risk() {
        var curve = new Curve(bmi.stream()
                .map(knot -> new Curve.Knot(knot.day(), knot.value()))
                .toList());
        Sex own = Sex.valueOf(sex.toUpperCase(Locale.ROOT));
        return new RiskFactors(
                own, new Smoking(smoking.startAge(), smoking.quitAge()), curve, Set.copyOf(familyHistory));
    }
}
