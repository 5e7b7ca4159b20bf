package org.prodrome.reasoning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.RiskSource;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RuleQuestion;
import org.prodrome.reasoning.rule.RuleSource;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.summary.Summary;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * Stages 3b to 8 in order: record in, summary, risks, findings and cards out. Thread-safe.
 *
 * <p>The chart, the CDS Hooks service, batch scoring and the API all call this. Rules run while the model computes, each within
 * its own budget; what either could not say in time is said on the cards. Cards about orders rest on rules alone: there the
 * model's budget need only be as long as a late one is worth telling from a timely one.
 */
public final class Assessment {
    /** Rules not run that are told by name. */
    private static final int NAMED = 3;

    private final @Nullable NoteFindings notes;
    private final Timelines timelines;
    private final RiskSource model;
    private final RuleSource rules;
    private final Releases releases;
    private final Findings findings;
    private final Cards cards;
    private final Summaries summaries;

    /** Without stage 3b: texts are not searched. */
    public Assessment(
            Timelines timelines,
            RiskSource model,
            RuleEngine rules,
            Releases releases,
            Findings findings,
            Cards cards,
            Summaries summaries) {
        this(null, timelines, model, RuleSource.unhurried(rules), releases, findings, cards, summaries);
    }

    /** With rules that are run to the end, whatever the budget. */
    public Assessment(
            @Nullable NoteFindings notes,
            Timelines timelines,
            RiskSource model,
            RuleEngine rules,
            Releases releases,
            Findings findings,
            Cards cards,
            Summaries summaries) {
        this(notes, timelines, model, RuleSource.unhurried(rules), releases, findings, cards, summaries);
    }

    public Assessment(
            @Nullable NoteFindings notes,
            Timelines timelines,
            RiskSource model,
            RuleSource rules,
            Releases releases,
            Findings findings,
            Cards cards,
            Summaries summaries) {
        this.notes = notes;
        this.timelines = timelines;
        this.model = model;
        this.rules = rules;
        this.releases = releases;
        this.findings = findings;
        this.cards = cards;
        this.summaries = summaries;
    }

    /**
     * Assesses one record.
     *
     * @param budget how long rules and model may each take, counted from this call
     */
    public Assessed assess(AssessmentRequest request, Duration budget) {
        return assess(request, Budget.of(budget));
    }

    /** Assesses one record. */
    public Assessed assess(AssessmentRequest request, Budget budget) {
        long start = System.nanoTime();
        Depth depth = depth(request.moment());
        boolean atChart = depth != Depth.RISKS;
        // what texts say is for the reader of the chart; cards about orders never wait for it
        PatientRecord record =
                atChart && notes != null ? notes.addTo(request.record(), request.asOf()) : request.record();
        Timeline timeline = timelines.build(record, request.asOf());
        CompletableFuture<ModelAnswer> asked = model.ask(timeline, depth, budget.model());
        List<RuleResult> results = rules.ask(
                new RuleQuestion(record, request.asOf(), request.moment().hook(), request.draftOrders()),
                releases,
                budget.rules().minusNanos(System.nanoTime() - start));
        ModelAnswer answer = await(asked, start + budget.model().toNanos());
        List<Finding> all = atChart
                ? findings.ofPatient(timeline, answer, results)
                : request.about(findings.ofOrders(request.draftOrders(), answer, results));
        List<Finding> shown = new ArrayList<>();
        List<Finding> silent = new ArrayList<>();
        all.forEach(finding -> (isShown(finding) ? shown : silent).add(finding));
        return new Assessed(
                timeline,
                answer,
                results,
                shown,
                sayingWhatWasNotRun(cards.of(record, request.draftOrders(), shown, answer), request, results),
                cards.of(record, request.draftOrders(), silent, answer),
                atChart ? summaries.of(record, timeline) : new Summary(List.of(), timeline.gaps()));
    }

    /** At order entry a rule that could not be run has a card; at the opening of a chart the first card says so. */
    private List<Card> sayingWhatWasNotRun(List<Card> cards, AssessmentRequest request, List<RuleResult> results) {
        List<String> notRun = results.stream()
                .filter(RuleResult.Broken.class::isInstance)
                .filter(broken -> releases.ofRule(broken.rule()).isShown())
                .map(broken -> broken.rule().title())
                .toList();
        if (cards.isEmpty() || notRun.isEmpty() || !request.draftOrders().isEmpty()) {
            return cards;
        }
        String few = notRun.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = notRun.size() - NAMED;
        List<Card> told = new ArrayList<>(cards);
        told.set(0, cards.getFirst().missingToo("rules not run: " + few + (more > 0 ? " and " + more + " more" : "")));
        return List.copyOf(told);
    }

    private static ModelAnswer await(CompletableFuture<ModelAnswer> asked, long deadline) {
        try {
            return asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return ModelAnswer.Unavailable.late("it did not answer in time");
        } catch (ExecutionException e) {
            return new ModelAnswer.Unavailable("it failed on this record");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ModelAnswer.Unavailable("the request was given up");
        }
    }

    /** A rule that could not be run is told of from the pilot stage on, like its firing. */
    private boolean isShown(Finding finding) {
        Stage stage = switch (finding) {
            case Finding.RiskAlert alert ->
                releases.ofModel(alert.model(), alert.risk().outcome());
            case Finding.CareGap gap -> releases.ofRule(gap.rule());
            case Finding.OrderSafety safety -> releases.ofRule(safety.rule());
            case Finding.OverlookedResult result -> releases.ofRule(result.rule());
            case Finding.RecordConflict conflict -> releases.ofRule(conflict.rule());
            case Finding.InsufficientData data -> {
                RuleVersion rule = data.rule();
                yield rule == null ? Stage.GENERAL : releases.ofRule(rule);
            }
        };
        return stage.isShown();
    }

    private static Depth depth(Moment moment) {
        return moment == Moment.CHART ? Depth.CHART : moment.isAtChart() ? Depth.WHY : Depth.RISKS;
    }
}
