package org.prodrome.reasoning.card;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.OrderDetails;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.Finding;

/**
 * Whose findings these are, and which orders are in progress: what it takes to say which matter a finding belongs to.
 *
 * <p>An order in progress stands in a matter by its ingredients and by what makes it another order (product, dose, route, timing),
 * never by its id, which changes with every client session (and which two orders may share: then both are meant). So does what the rule says of it: the same words of the same order are
 * one matter; another dose, or a number in the words that has changed, is another. Used by one thread.
 */
final class Subject {
    private static final String NOT_EVALUATED = "not-evaluated";

    private final String issuer;
    private final String patient;
    private final Map<String, List<DraftOrder>> drafts;
    private final Map<String, List<String>> details = new HashMap<>();

    Subject(String issuer, String patient, List<DraftOrder> drafts) {
        this.issuer = issuer;
        this.patient = patient;
        this.drafts = drafts.stream()
                .collect(Collectors.groupingBy(draft -> draft.reference().literal()));
    }

    /** The order in progress with this reference, the first where several have it. */
    @Nullable
    DraftOrder draft(FhirReference reference) {
        List<DraftOrder> found = drafts(reference);
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<DraftOrder> drafts(FhirReference reference) {
        return drafts.getOrDefault(reference.literal(), List.of());
    }

    /**
     * Findings of one group make one card: the same matter, what could not be checked of one order, or every rule that could not
     * be run at all.
     */
    List<String> group(Finding finding) {
        if (!(finding instanceof Finding.InsufficientData data)) {
            return parts(finding);
        }
        if (data.order() != null) {
            return parts(NOT_EVALUATED, target(data.order()), Set.of());
        }
        return data.rule() == null ? parts(data) : parts(NOT_EVALUATED, Set.of(), Set.of());
    }

    /** The parts the matter of a finding is made of. */
    List<String> parts(Finding finding) {
        return switch (finding) {
            case Finding.OrderSafety safety -> parts("rule/" + safety.rule().id(), orders(safety), orderFacts(safety));
            case Finding.CareGap gap -> parts("rule/" + gap.rule().id(), Set.of(), told(gap));
            case Finding.OverlookedResult result ->
                parts("rule/" + result.rule().id(), Set.of(), told(result));
            case Finding.RecordConflict conflict ->
                parts("rule/" + conflict.rule().id(), Set.of(), told(conflict));
            case Finding.RiskAlert alert ->
                parts(
                        "model/" + alert.risk().outcome().id(),
                        Set.of(alert.risk().horizonDays() + " days"),
                        Set.of(alert.model().hash(), band(alert.risk().probability())));
            case Finding.InsufficientData data -> {
                FhirReference order = data.order();
                yield parts(NOT_EVALUATED, order == null ? Set.of() : target(order), unevaluated(data));
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
        return ordersBehind(safety).map(FhirReference::literal).distinct().count() > 1
                || ordersBehind(safety).anyMatch(order -> drafts(order).size() > 1);
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

    /** Which rule, and what it lacked: when the results come and something else is missing, it is said anew. */
    private Set<String> unevaluated(Finding.InsufficientData data) {
        Set<String> facts = facts(data.because());
        if (data.rule() != null) {
            facts.add("rule/" + data.rule().id());
        }
        data.missing().forEach(missing -> facts.add("missing/" + missing));
        return facts;
    }

    /** What it rests on, and its words: they have the numbers that not every rule names among its facts. */
    private Set<String> told(Finding finding) {
        Set<String> facts = facts(finding.because());
        facts.add("message/" + finding.headline());
        return facts;
    }

    private Set<String> orderFacts(Finding.OrderSafety safety) {
        Set<String> facts = told(safety);
        ordersBehind(safety).forEach(order -> facts.addAll(details.computeIfAbsent(order.literal(), this::detailsOf)));
        return facts;
    }

    private List<String> detailsOf(String literal) {
        return drafts.getOrDefault(literal, List.of()).stream()
                .flatMap(draft -> OrderDetails.of(draft).stream()
                        .map(detail -> "order/" + target(draft.reference()) + "/" + detail))
                .toList();
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

    /** Sorted. */
    private Set<String> target(FhirReference order) {
        List<DraftOrder> meant = drafts(order);
        return meant.isEmpty()
                ? Set.of(order.literal())
                : meant.stream().flatMap(Subject::ordered).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> ordered(DraftOrder draft) {
        List<Coding> codes = draft.ingredients().isEmpty() ? draft.concept().codings() : draft.ingredients();
        return codes.isEmpty()
                ? Stream.of(draft.concept().words())
                : codes.stream().map(Coding::token);
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
