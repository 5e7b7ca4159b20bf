package org.prodrome.reasoning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientRecord;
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
import org.prodrome.reasoning.rule.Hook;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RuleProgress;
import org.prodrome.reasoning.rule.RuleQuestion;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.summary.Summary;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.Timelines;

/**
 * Stages 3b to 8 in order: record in, summary, risks, findings and cards out. Thread-safe.
 *
 * <p>The chart, the CDS Hooks service, batch scoring and the API all call this. Rules run while the model computes; the model
 * is waited for only for what the rules left of the budget, and what it could not say in time is said on the first card. Cards
 * about orders rest on rules alone: there the budget need only be as long as a late model is worth telling from a timely one.
 */
public final class Assessment {
    private final @Nullable NoteFindings notes;
    private final Timelines timelines;
    private final RiskSource model;
    private final RuleEngine rules;
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
        this(null, timelines, model, rules, releases, findings, cards, summaries);
    }

    public Assessment(
            @Nullable NoteFindings notes,
            Timelines timelines,
            RiskSource model,
            RuleEngine rules,
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
     * @param budget how long the model may take, counted from this call; the rules are not bound by it
     */
    public Assessed assess(AssessmentRequest request, Duration budget) {
        long deadline = System.nanoTime() + budget.toNanos();
        Depth depth = depth(request.moment());
        boolean atChart = depth != Depth.RISKS;
        // what texts say is for the reader of the chart; cards about orders never wait for it
        PatientRecord record =
                atChart && notes != null ? notes.addTo(request.record(), request.asOf()) : request.record();
        Timeline timeline = timelines.build(record, request.asOf());
        CompletableFuture<ModelAnswer> asked = model.ask(timeline, depth, budget);
        List<RuleResult> results = rules.evaluate(
                new RuleQuestion(record, request.asOf(), hook(request.moment()), request.draftOrders()),
                releases,
                RuleProgress.TO_THE_END);
        ModelAnswer answer = await(asked, deadline);
        List<Finding> all = atChart
                ? findings.ofPatient(timeline, answer, results)
                : findings.ofOrders(request.draftOrders(), results);
        List<Finding> shown = new ArrayList<>();
        List<Finding> silent = new ArrayList<>();
        all.forEach(finding -> (isShown(finding) ? shown : silent).add(finding));
        return new Assessed(
                timeline,
                answer,
                results,
                shown,
                cards.of(record, request.draftOrders(), shown, answer),
                cards.of(record, request.draftOrders(), silent, answer),
                atChart ? summaries.of(record, timeline) : new Summary(List.of(), timeline.gaps()));
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
        return switch (moment) {
            case CHART -> Depth.CHART;
            case PATIENT_VIEW -> Depth.WHY;
            case ORDER_SELECT, ORDER_SIGN -> Depth.RISKS;
        };
    }

    private static Hook hook(Moment moment) {
        return switch (moment) {
            case CHART, PATIENT_VIEW -> Hook.PATIENT_VIEW;
            case ORDER_SELECT -> Hook.ORDER_SELECT;
            case ORDER_SIGN -> Hook.ORDER_SIGN;
        };
    }
}
