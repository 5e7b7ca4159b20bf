package org.prodrome.reasoning.card;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.Finding;

/**
 * Whose findings these are, and which orders are in progress: what it takes to say which matter a finding belongs to.
 *
 * <p>An order in progress stands in a matter by its ingredients, never by its id, which changes with every client session.
 */
final class Subject {
    private static final String NOT_EVALUATED = "not-evaluated";

    private final String issuer;
    private final String patient;
    private final Map<String, DraftOrder> drafts;

    Subject(String issuer, String patient, List<DraftOrder> drafts) {
        this.issuer = issuer;
        this.patient = patient;
        this.drafts = drafts.stream()
                .collect(Collectors.toMap(
                        draft -> draft.reference().literal(), Function.identity(), (first, ignored) -> first));
    }

    @Nullable
    DraftOrder draft(FhirReference reference) {
        return drafts.get(reference.literal());
    }

    /** Findings of one group make one card: the same matter, or what could not be checked of one order. */
    List<String> group(Finding finding) {
        return finding instanceof Finding.InsufficientData data && data.order() != null
                ? parts(NOT_EVALUATED, target(data.order()), Set.of())
                : parts(List.of(finding));
    }

    /** The parts the matter of a card is made of. */
    List<String> parts(List<Finding> together) {
        return switch (together.getFirst()) {
            case Finding.OrderSafety safety ->
                parts("rule/" + safety.rule().id(), orders(safety), facts(safety.because()));
            case Finding.CareGap gap -> parts("rule/" + gap.rule().id(), Set.of(), facts(gap.because()));
            case Finding.OverlookedResult result ->
                parts("rule/" + result.rule().id(), Set.of(), facts(result.because()));
            case Finding.RecordConflict conflict ->
                parts("rule/" + conflict.rule().id(), Set.of(), facts(conflict.because()));
            case Finding.RiskAlert alert ->
                parts(
                        "model/" + alert.risk().outcome().id(),
                        Set.of(alert.risk().horizonDays() + " days"),
                        Set.of(alert.model().hash(), band(alert.risk().probability())));
            case Finding.InsufficientData data -> {
                FhirReference order = data.order();
                yield parts(NOT_EVALUATED, order == null ? Set.of() : target(order), unevaluated(together));
            }
        };
    }

    /** What is ordered by the orders in progress that a rule fired on: its own, and those among its reasons. */
    Set<String> orders(Finding.OrderSafety safety) {
        return ordersBehind(safety)
                .flatMap(order -> target(order).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it fired on more than one order in progress. */
    boolean isPair(Finding.OrderSafety safety) {
        return ordersBehind(safety).map(FhirReference::literal).distinct().count() > 1;
    }

    private Stream<FhirReference> ordersBehind(Finding.OrderSafety safety) {
        return Stream.concat(
                Stream.of(safety.order()),
                safety.because().stream()
                        .flatMap(evidence -> evidence.sources().stream())
                        .filter(source -> draft(source) != null));
    }

    /** Doublings: a risk dismissed at 6 in 100 is another matter at 20 in 100. */
    private static String band(double probability) {
        return "band " + Math.getExponent(probability);
    }

    /** Which rules, and what each of them lacked: when the results come and something else is missing, it is said anew. */
    private Set<String> unevaluated(List<Finding> together) {
        Set<String> facts = new TreeSet<>();
        for (Finding finding : together) {
            if (finding instanceof Finding.InsufficientData data && data.rule() != null) {
                facts.add("rule/" + data.rule().id());
            }
            finding.missing().forEach(missing -> facts.add("missing/" + missing));
            facts.addAll(facts(finding.because()));
        }
        return facts;
    }

    private List<String> parts(String source, Set<String> targets, Set<String> facts) {
        return Stream.of(
                        Stream.of(issuer, patient, source, "targets " + targets.size()),
                        targets.stream().sorted(),
                        Stream.of("facts " + facts.size()),
                        facts.stream().sorted())
                .flatMap(parts -> parts)
                .toList();
    }

    private Set<String> target(FhirReference order) {
        DraftOrder draft = draft(order);
        if (draft == null) {
            return Set.of(order.literal());
        }
        List<Coding> codes = draft.ingredients().isEmpty() ? draft.concept().codings() : draft.ingredients();
        return codes.isEmpty()
                ? Set.of(draft.concept().words())
                : codes.stream().map(Coding::token).collect(Collectors.toSet());
    }

    /**
     * What is known, not only where it stands: a corrected result is another matter. Resource versions are left out, since
     * not every source of the same facts tells them.
     */
    private Set<String> facts(List<Evidence> because) {
        Set<String> facts = new TreeSet<>();
        for (Evidence evidence : because) {
            List<String> sources = evidence.sources().stream()
                    .filter(source -> draft(source) == null)
                    .map(FhirReference::literal)
                    .sorted()
                    .toList();
            if (!sources.isEmpty()) {
                facts.add(fact(evidence) + sources);
            }
        }
        return facts;
    }

    private static String fact(Evidence evidence) {
        EventTime time = evidence.time();
        return evidence.label() + "\n" + evidence.value() + "\n" + (time == null ? "" : time.date()) + "\n";
    }
}
