package org.prodrome.reasoning.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.model.Risk;
import org.prodrome.reasoning.model.TellingResult;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/** Which of the model's risks are worth saying, in natural frequencies. Proposes measurements only, never a treatment. */
final class RiskAlerts {
    private static final int SHOWN = 6;

    private final Thresholds thresholds;

    RiskAlerts(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    List<Finding> of(Timeline timeline, ModelAnswer answer) {
        return switch (answer) {
            case ModelAnswer.Unavailable ignored -> List.of();
            case ModelAnswer.RiskProfile profile ->
                thresholds.alerts().stream()
                        .flatMap(alert ->
                                reached(alert, profile).map(risk -> alert(alert, risk, profile, timeline)).stream())
                        .toList();
        };
    }

    private static Optional<Risk> reached(Thresholds.Alert alert, ModelAnswer.RiskProfile profile) {
        return profile.risks().stream()
                .filter(risk -> risk.outcome().id().equals(alert.outcome())
                        && risk.horizonDays() == alert.horizonDays()
                        && risk.probability() >= alert.atLeast()
                        && exceedsBaseline(alert, risk))
                .findFirst();
    }

    /** Without a known baseline the absolute threshold decides alone. */
    private static boolean exceedsBaseline(Thresholds.Alert alert, Risk risk) {
        Double times = alert.timesBaseline();
        Double baseline = risk.baseline();
        return times == null || baseline == null || risk.probability() >= times * baseline;
    }

    private static Finding alert(
            Thresholds.Alert alert, Risk risk, ModelAnswer.RiskProfile profile, Timeline timeline) {
        List<Contribution> all =
                profile.contributions().getOrDefault(risk.outcome().id(), List.of());
        List<Contribution> raising =
                all.stream().filter(c -> c.logOddsChange() > 0).limit(SHOWN).toList();
        List<String> missing = new ArrayList<>();
        List<DraftProposal> proposals = new ArrayList<>();
        for (Thresholds.Measure measure : alert.measures()) {
            TellingResult result = TellingResult.of(measure.concept(), measure.withinDays(), timeline);
            missing(measure, result).ifPresent(missing::add);
            if (isWorthMeasuring(result)) {
                proposals.add(order(measure, risk));
            }
        }
        return new Finding.RiskAlert(
                RiskWords.headline(risk),
                RiskWords.explanation(risk, profile.model(), alert),
                alert.severity(),
                risk,
                profile.model(),
                all,
                evidence(raising, timeline),
                against(all),
                List.copyOf(missing),
                List.copyOf(proposals));
    }

    private static Optional<String> missing(Thresholds.Measure measure, TellingResult result) {
        return switch (result) {
            case TellingResult.Usable ignored -> Optional.empty();
            case TellingResult.NotUsable notUsable -> Optional.of(measure.label() + ": " + notUsable.words());
            case TellingResult.None ignored ->
                Optional.of(measure.label() + ": none in " + RiskWords.period(measure.withinDays()));
        };
    }

    /** What was just measured is not proposed again, whether we can read its result or not. */
    private static boolean isWorthMeasuring(TellingResult result) {
        return switch (result) {
            case TellingResult.Usable ignored -> false;
            case TellingResult.NotUsable notUsable -> !notUsable.measured();
            case TellingResult.None ignored -> true;
        };
    }

    private static DraftProposal order(Thresholds.Measure measure, Risk risk) {
        Thresholds.Order order = measure.order();
        return new DraftProposal.Service(
                CodedConcept.of(new Coding(order.system(), order.code(), order.display())),
                DraftProposal.Service.Category.LABORATORY,
                "To judge the risk of " + risk.outcome().name() + ".");
    }

    private static List<Evidence> evidence(List<Contribution> raising, Timeline timeline) {
        Map<String, TimelineEntry> bySource = new HashMap<>();
        timeline.entries().stream()
                .filter(entry -> entry.event().time() != null)
                .forEach(entry -> bySource.put(entry.event().source().literal(), entry));
        return raising.stream()
                .filter(contribution -> !contribution.sources().isEmpty())
                .map(contribution -> evidence(contribution, newest(contribution, bySource)))
                .toList();
    }

    private static Evidence evidence(Contribution contribution, Optional<TimelineEntry> newest) {
        String value = newest.map(TimelineEntry::value)
                .filter(NormalisedValue.Number.class::isInstance)
                .map(NormalisedValue.Number.class::cast)
                .map(number -> RiskWords.figure(number.number()) + " " + number.unit())
                .orElse("");
        EventTime time = newest.map(entry -> entry.event().time()).orElse(null);
        return new Evidence(contribution.concept(), value, time, contribution.sources());
    }

    private static Optional<TimelineEntry> newest(Contribution contribution, Map<String, TimelineEntry> bySource) {
        return contribution.sources().stream()
                .map(FhirReference::literal)
                .flatMap(literal -> Optional.ofNullable(bySource.get(literal)).stream())
                .max(Comparator.comparing(TimelineEntry::age));
    }

    private static List<String> against(List<Contribution> all) {
        return all.stream()
                .filter(c -> c.logOddsChange() < 0)
                .limit(SHOWN)
                .map(c -> c.concept() + " lowers the model's risk")
                .toList();
    }
}
