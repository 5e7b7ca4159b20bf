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
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.Finding;

/**
 * Whose findings these are, and which orders are in progress: what it takes to say which matter a finding belongs to.
 *
 * <p>An order in progress stands in a matter by its ingredients, never by its id, which changes with every client session.
 */
final class Subject {
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

    /** The parts a finding's matter is made of. */
    List<String> parts(Finding finding) {
        return switch (finding) {
            case Finding.OrderSafety safety -> {
                Set<String> targets = new TreeSet<>(target(safety.order()));
                safety.because().stream()
                        .flatMap(evidence -> evidence.sources().stream())
                        .filter(source -> draft(source) != null)
                        .forEach(source -> targets.addAll(target(source)));
                yield parts("rule/" + safety.rule().id(), targets, facts(safety.because()));
            }
            case Finding.CareGap gap -> parts("rule/" + gap.rule().id(), Set.of(), facts(gap.because()));
            case Finding.OverlookedResult result ->
                parts("rule/" + result.rule().id(), Set.of(), facts(result.because()));
            case Finding.RiskAlert alert ->
                parts(
                        "model/" + alert.risk().outcome().id(),
                        Set.of(alert.risk().horizonDays() + " days"),
                        Set.of(alert.model().hash()));
            case Finding.InsufficientData data -> {
                FhirReference order = data.order();
                yield parts("not-evaluated", order == null ? Set.of() : target(order), Set.of());
            }
        };
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

    private Set<String> facts(List<Evidence> because) {
        return because.stream()
                .flatMap(evidence -> evidence.sources().stream())
                .filter(source -> draft(source) == null)
                .map(FhirReference::literal)
                .collect(Collectors.toSet());
    }
}
