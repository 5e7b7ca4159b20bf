package org.prodrome.cohort;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.prodrome.cohort.planted.Disease;

/** Counts the incident cases of the outcomes in {@code outcomes.json}: enough of them, or the cohort trains nothing. */
final class OutcomeTally {
    private final LocalDate referenceDate;
    private final List<OutcomeCount> counts;

    OutcomeTally(CohortSettings settings) {
        this.referenceDate = settings.referenceDate();
        this.counts = new ArrayList<>(zero(settings));
    }

    void add(SyntheticChart chart) {
        counts.replaceAll(count -> count.plus(of(count, chart)));
    }

    List<OutcomeCount> counts() {
        return List.copyOf(counts);
    }

    static List<OutcomeCount> sum(CohortSettings settings, List<PartReport> parts) {
        List<OutcomeCount> sum = new ArrayList<>(zero(settings));
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

    private static List<OutcomeCount> zero(CohortSettings settings) {
        if (settings.planted() != null) {
            return settings.planted().files().diseases().stream()
                    .map(Disease::codes)
                    .filter(Objects::nonNull)
                    .map(codes -> new OutcomeCount(codes.snomed(), codes.display(), 0, 0, 0))
                    .toList();
        }
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
