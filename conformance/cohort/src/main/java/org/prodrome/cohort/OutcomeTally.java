package org.prodrome.cohort;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Counts the incident cases of the outcomes in {@code outcomes.json}: enough of them, or the cohort trains nothing. */
final class OutcomeTally {
    private final LocalDate referenceDate;
    private final List<OutcomeCount> counts;

    OutcomeTally(LocalDate referenceDate) {
        this.referenceDate = referenceDate;
        this.counts = new ArrayList<>(zero());
    }

    void add(SyntheticChart chart) {
        counts.replaceAll(count -> count.plus(of(count, chart)));
    }

    List<OutcomeCount> counts() {
        return List.copyOf(counts);
    }

    static List<OutcomeCount> sum(List<PartReport> parts) {
        List<OutcomeCount> sum = new ArrayList<>(zero());
        for (PartReport part : parts) {
            for (int i = 0; i < sum.size(); i++) {
                sum.set(i, sum.get(i).plus(part.outcomes().get(i)));
            }
        }
        return sum;
    }

    private OutcomeCount of(OutcomeCount outcome, SyntheticChart chart) {
        Long onset = chart.firstOnset().get(outcome.code());
        return new OutcomeCount(
                outcome.code(),
                outcome.display(),
                onset == null ? 0 : 1,
                onset != null && onset >= yearsBefore(10) ? 1 : 0,
                onset != null && onset >= yearsBefore(5) ? 1 : 0);
    }

    private long yearsBefore(int years) {
        return SyntheaWorld.startOfDay(referenceDate.minusYears(years));
    }

    private static List<OutcomeCount> zero() {
        return Json.resource("outcomes.json", OutcomeFile.class).outcomes().stream()
                .map(o -> new OutcomeCount(o.code(), o.display(), 0, 0, 0))
                .toList();
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OutcomeFile(String source, String date, List<Outcome> outcomes) {
        OutcomeFile {
            outcomes = List.copyOf(outcomes);
        }
    }

    record Outcome(String code, String display) {}
}
