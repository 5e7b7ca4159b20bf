package org.prodrome.reasoning.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RiskContext;

/**
 * Which cards are about one matter, across rules and model.
 *
 * <ul>
 *   <li>Two order-safety rules are, when they fired on the same orders in progress and these are a pair, or when they also rest on
 *       the same resource of the record (the other medication, the result, the allergy). Who the patient is (age, sex) joins nothing.
 *   <li>The model's alert for an outcome is about the matter of the most urgent fired rule that names this outcome.
 * </ul>
 */
final class Matters {
    private final Subject subject;

    Matters(Subject subject) {
        this.subject = subject;
    }

    /**
     * A card and the findings it was made of.
     *
     * @param findings at least one, all of one matter
     */
    record Told(Card card, List<Finding> findings) {
        Finding first() {
            return findings.getFirst();
        }
    }

    /**
     * One for each matter, each with all the findings it was made of.
     *
     * @param told most urgent first
     */
    List<Told> joined(List<Told> told) {
        List<List<Told>> groups = new ArrayList<>();
        for (Told one : told) {
            if (!(one.first() instanceof Finding.RiskAlert)) {
                placed(one, groups);
            }
        }
        for (Told one : told) {
            if (one.first() instanceof Finding.RiskAlert alert) {
                groups.stream()
                        .filter(group -> group.stream().anyMatch(rule -> names(rule, alert)))
                        .findFirst()
                        .ifPresentOrElse(group -> group.add(one), () -> groups.add(new ArrayList<>(List.of(one))));
            }
        }
        return groups.stream().map(Matters::one).toList();
    }

    private static Told one(List<Told> group) {
        return new Told(
                Joined.of(group.stream().map(Told::card).toList()),
                group.stream().flatMap(told -> told.findings().stream()).toList());
    }

    /** Into every group it belongs to, which are then one. */
    private void placed(Told one, List<List<Told>> groups) {
        List<List<Told>> its = groups.stream()
                .filter(group -> group.stream().anyMatch(other -> areOne(other, one)))
                .toList();
        int at = its.isEmpty() ? groups.size() : groups.indexOf(its.getFirst());
        List<Told> group = new ArrayList<>();
        its.forEach(group::addAll);
        group.add(one);
        groups.removeAll(its);
        groups.add(at, group);
    }

    private boolean areOne(Told a, Told b) {
        return a.first() instanceof Finding.OrderSafety first
                && b.first() instanceof Finding.OrderSafety second
                && subject.orders(first).equals(subject.orders(second))
                && (subject.isPair(first) || shareFact(a, b));
    }

    private boolean shareFact(Told a, Told b) {
        Set<String> facts = facts(a);
        return facts(b).stream().anyMatch(facts::contains);
    }

    private Set<String> facts(Told told) {
        return told.findings().stream()
                .flatMap(finding -> finding.because().stream())
                .flatMap(evidence -> evidence.sources().stream())
                .filter(source -> !source.type().equals("Patient") && subject.draft(source) == null)
                .map(FhirReference::literal)
                .collect(Collectors.toSet());
    }

    private static boolean names(Told rule, Finding.RiskAlert alert) {
        return rule.findings().stream()
                .flatMap(finding -> finding.risks().stream())
                .anyMatch(risk -> risk instanceof RiskContext.Given given
                        && given.risk()
                                .outcome()
                                .id()
                                .equals(alert.risk().outcome().id()));
    }
}
