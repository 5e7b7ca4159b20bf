package org.prodrome.reasoning.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;

/** Stage 7: gathers what the rules, the model and the orders themselves give cause to say. Pure and thread-safe. */
public final class Findings {
    private final RiskAlerts riskAlerts;
    private final RiskContexts contexts;

    public Findings(Thresholds thresholds) {
        this.riskAlerts = new RiskAlerts(thresholds);
        this.contexts = new RiskContexts(thresholds);
    }

    /**
     * At the opening of a chart.
     *
     * @return rules first, in their order, then risks
     */
    public List<Finding> ofPatient(Timeline timeline, ModelAnswer answer, List<RuleResult> rules) {
        List<Finding> findings = new ArrayList<>(ofRules(answer, rules));
        findings.addAll(riskAlerts.of(timeline, answer));
        if (answer instanceof ModelAnswer.Unavailable unavailable) {
            findings.add(new Finding.InsufficientData(
                    "The model gave no risks", null, null, List.of(), List.of(unavailable.reason()), List.of()));
        }
        return List.copyOf(findings);
    }

    /**
     * At order entry: the rules, and every selected order that no rule could look at: a medication whose ingredients are not known,
     * and anything that is no medication, since rules about orders read medications alone.
     *
     * @param answer context for rules that are about an outcome of the model; no finding by itself
     */
    public List<Finding> ofOrders(List<DraftOrder> drafts, ModelAnswer answer, List<RuleResult> rules) {
        List<Finding> findings = new ArrayList<>(ofRules(answer, rules));
        drafts.stream()
                .filter(draft -> draft.selected()
                        && draft.isMedication()
                        && draft.ingredients().isEmpty())
                .map(Findings::unknownIngredients)
                .forEach(findings::add);
        List<DraftOrder> others = drafts.stream()
                .filter(draft -> draft.selected() && !draft.isMedication())
                .toList();
        if (!others.isEmpty()) {
            findings.add(ofAnotherKind(others));
        }
        return List.copyOf(findings);
    }

    /** One for all of them. */
    private static Finding ofAnotherKind(List<DraftOrder> orders) {
        boolean one = orders.size() == 1;
        return new Finding.InsufficientData(
                one
                        ? "This order was not checked: no rule is about orders of this kind"
                        : orders.size() + " orders were not checked: no rule is about orders of their kind",
                null,
                one ? orders.getFirst().reference() : null,
                List.of(),
                orders.stream().map(Findings::kindAndName).distinct().toList(),
                List.of());
    }

    /** {@code a rule about ServiceRequest: HbA1c}. */
    private static String kindAndName(DraftOrder order) {
        String kind = "a rule about " + order.reference().type();
        boolean named =
                order.concept().text() != null || !order.concept().codings().isEmpty();
        return named ? kind + ": " + order.concept().words() : kind;
    }

    private static Finding unknownIngredients(DraftOrder draft) {
        return new Finding.InsufficientData(
                "This order was not checked: its ingredients are not known",
                null,
                draft.reference(),
                List.of(),
                List.of("the ingredients of " + draft.concept().words()),
                List.of());
    }

    private List<Finding> ofRules(ModelAnswer answer, List<RuleResult> rules) {
        List<Finding> findings = new ArrayList<>();
        for (RuleResult result : rules) {
            switch (result) {
                case RuleResult.Fired fired -> findings.add(fired(fired, answer));
                case RuleResult.NotEvaluated not ->
                    findings.add(new Finding.InsufficientData(
                            not.headline(),
                            not.rule(),
                            reference(not.order()),
                            not.because(),
                            not.missing(),
                            not.proposals()));
                case RuleResult.Broken broken ->
                    findings.add(new Finding.InsufficientData(
                            "Rule not run: " + broken.rule().title(),
                            broken.rule(),
                            null,
                            List.of(),
                            List.of("the rule \"" + broken.rule().title() + "\": " + broken.reason()),
                            List.of()));
                case RuleResult.Passed ignored -> {}
                case RuleResult.NotApplicable ignored -> {}
            }
        }
        return findings;
    }

    private Finding fired(RuleResult.Fired fired, ModelAnswer answer) {
        List<RiskContext> risks = contexts.of(fired.outcomes(), answer);
        List<String> missing = Stream.concat(
                        fired.missing().stream(), RiskContexts.missing(fired.outcomes(), answer).stream())
                .toList();
        return switch (fired.kind()) {
            case ORDER_SAFETY ->
                new Finding.OrderSafety(
                        fired.headline(),
                        fired.explanation(),
                        fired.severity(),
                        fired.rule(),
                        Objects.requireNonNull(reference(fired.order()), "an order-safety rule names its order"),
                        fired.because(),
                        missing,
                        fired.proposals(),
                        risks);
            case CARE_GAP ->
                new Finding.CareGap(
                        fired.headline(),
                        fired.explanation(),
                        fired.severity(),
                        fired.rule(),
                        fired.because(),
                        missing,
                        fired.proposals(),
                        risks);
            case OVERLOOKED_RESULT ->
                new Finding.OverlookedResult(
                        fired.headline(),
                        fired.explanation(),
                        fired.severity(),
                        fired.rule(),
                        fired.because(),
                        missing,
                        fired.proposals(),
                        risks);
            case RECORD_CONFLICT ->
                new Finding.RecordConflict(
                        fired.headline(),
                        fired.explanation(),
                        fired.severity(),
                        fired.rule(),
                        fired.because(),
                        missing,
                        fired.proposals(),
                        risks);
        };
    }

    private static @Nullable FhirReference reference(@Nullable DraftOrder order) {
        return order == null ? null : order.reference();
    }
}
