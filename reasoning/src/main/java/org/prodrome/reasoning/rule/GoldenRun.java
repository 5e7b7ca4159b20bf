package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RuleResult;

/** Runs golden cases and says, in sentences, where a rule differs from what its case expects. */
final class GoldenRun {
    private final RuleEngine engine;

    GoldenRun(RuleEngine engine) {
        this.engine = engine;
    }

    /** Differences; empty when the rule does as expected. */
    List<String> differences(String ruleId, GoldenCase golden) {
        List<RuleResult> results = engine.evaluate(
                golden.input(), golden.hook(), rule -> rule.version().id().equals(ruleId));
        Seen seen = Seen.of(results);
        RuleJson expected = golden.expected();
        List<String> differences = new ArrayList<>();
        compare(differences, "outcome", expected.text("outcome"), seen.outcome);
        compareIfGiven(differences, expected, "orders", seen.orders);
        compareIfGiven(differences, expected, "headlines", headlines(results));
        compareIfGiven(differences, expected, "evidence", seen.evidence);
        compareIfGiven(differences, expected, "missing", seen.missing);
        compareIfGiven(differences, expected, "proposals", seen.proposals);
        Optional.ofNullable(expected.optionalText("headline"))
                .ifPresent(text -> compare(differences, "headline", text, seen.headline));
        if (seen.headline.length() >= 140) {
            differences.add("headline: expected under 140 characters, got " + seen.headline.length());
        }
        return differences;
    }

    private static void compareIfGiven(List<String> differences, RuleJson expected, String field, List<String> seen) {
        if (!expected.absent(field)) {
            compare(differences, field, expected.texts(field).toString(), seen.toString());
        }
    }

    private static void compare(List<String> differences, String what, String expected, String seen) {
        if (!expected.equals(seen)) {
            differences.add(what + ": expected " + expected + ", got " + seen);
        }
    }

    /** What is said of each order. */
    private static List<String> headlines(List<RuleResult> results) {
        List<String> headlines = new ArrayList<>();
        results.forEach(result -> headlines.add(Seen.of(List.of(result)).headline()));
        return headlines;
    }

    private record Seen(
            String outcome,
            String headline,
            List<String> orders,
            List<String> evidence,
            List<String> missing,
            List<String> proposals) {

        static Seen of(List<RuleResult> results) {
            if (results.isEmpty()) {
                return plain("not run");
            }
            List<DraftOrder> orders = new ArrayList<>();
            results.forEach(result -> Optional.ofNullable(orderOf(result)).ifPresent(orders::add));
            List<String> literal =
                    orders.stream().map(order -> order.reference().literal()).toList();
            return switch (results.getFirst()) {
                case RuleResult.Fired fired ->
                    new Seen(
                            "fired",
                            fired.headline(),
                            literal,
                            sources(fired.because()),
                            fired.missing(),
                            keys(fired.proposals()));
                case RuleResult.NotEvaluated not ->
                    new Seen(
                            "not evaluated",
                            not.headline(),
                            literal,
                            sources(not.because()),
                            not.missing(),
                            keys(not.proposals()));
                case RuleResult.Passed ignored -> plain("passed");
                case RuleResult.NotApplicable ignored -> plain("not applicable");
                case RuleResult.Broken broken -> plain("broken: " + broken.reason());
            };
        }

        private static @org.jspecify.annotations.Nullable DraftOrder orderOf(RuleResult result) {
            return switch (result) {
                case RuleResult.Fired fired -> fired.order();
                case RuleResult.NotEvaluated not -> not.order();
                case RuleResult.Passed ignored -> null;
                case RuleResult.NotApplicable ignored -> null;
                case RuleResult.Broken ignored -> null;
            };
        }

        private static Seen plain(String outcome) {
            return new Seen(outcome, "", List.of(), List.of(), List.of(), List.of());
        }

        private static List<String> sources(List<Evidence> because) {
            return because.stream()
                    .flatMap(evidence -> evidence.sources().stream())
                    .map(source -> source.literal())
                    .toList();
        }

        private static List<String> keys(List<DraftProposal> proposals) {
            return proposals.stream()
                    .map(proposal -> switch (proposal) {
                        case DraftProposal.Service service ->
                            "order " + service.what().words();
                        case DraftProposal.Medication medication ->
                            "prescribe " + medication.product().words();
                        case DraftProposal.Problem problem ->
                            "add problem " + problem.what().words();
                        case DraftProposal.Replace replace ->
                            "replace with " + replace.product().words();
                        case DraftProposal.Remove ignored -> "remove";
                    })
                    .toList();
        }
    }
}
