package org.prodrome.web.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelAnswer.Tried;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Risk;

/**
 * What one risk's answer rests on.
 *
 * @param risk at the horizon that was explained
 * @param bars strongest first
 * @param more how many weaker ones are left out
 */
record WhyRow(Risk risk, List<Bar> bars, int more) {
    private static final int MOST_BARS = 8;

    /**
     * One group of events.
     *
     * @param logOdds signed change; positive raises the risk
     * @param length in [0, 1], of the longest bar among all risks
     */
    record Bar(String concept, double logOdds, double length, List<FhirReference> sources) {

        boolean raises() {
            return logOdds > 0;
        }

        /** {@code +0.82}, with a true minus sign. */
        String figure() {
            return (raises() ? "+" : "\u2212") + String.format(Locale.ROOT, "%.2f", Math.abs(logOdds));
        }
    }

    /** Every risk at the horizon that has an explanation, highest first; all bars on one scale. */
    static List<WhyRow> of(RiskProfile profile, int horizonDays) {
        double longest = profile.contributions().values().stream()
                .flatMap(List::stream)
                .mapToDouble(contribution -> Math.abs(contribution.logOddsChange()))
                .max()
                .orElse(0);
        return profile.risks().stream()
                .filter(risk -> risk.horizonDays() == horizonDays)
                .sorted(Comparator.comparingDouble(risk -> -risk.probability()))
                .flatMap(risk -> row(
                        risk,
                        profile.contributions().getOrDefault(risk.outcome().id(), List.of()),
                        notListed(profile, risk.outcome()),
                        longest)
                        .stream())
                .toList();
    }

    private static int notListed(RiskProfile profile, Outcome outcome) {
        Tried tried = profile.tried();
        return tried == null ? 0 : tried.notListed().getOrDefault(outcome.id(), 0);
    }

    private static Optional<WhyRow> row(Risk risk, List<Contribution> contributions, int notListed, double longest) {
        List<Bar> bars = contributions.stream()
                .filter(contribution -> contribution.logOddsChange() != 0)
                .sorted(Comparator.comparingDouble(contribution -> -Math.abs(contribution.logOddsChange())))
                .map(contribution -> bar(contribution, longest))
                .toList();
        return bars.isEmpty()
                ? Optional.empty()
                : Optional.of(new WhyRow(
                        risk,
                        bars.stream().limit(MOST_BARS).toList(),
                        notListed + Math.max(0, bars.size() - MOST_BARS)));
    }

    private static Bar bar(Contribution contribution, double longest) {
        return new Bar(
                contribution.concept(),
                contribution.logOddsChange(),
                Math.abs(contribution.logOddsChange()) / longest,
                contribution.sources());
    }
}
