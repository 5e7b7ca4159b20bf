package org.prodrome.reasoning.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.card.Matters.Told;
import org.prodrome.reasoning.finding.Finding;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;

/** Stage 8: one card for each matter, most urgent first. Pure and thread-safe. */
public final class Cards {
    private static final int SUMMARY_LIMIT = 139;

    private static final Comparator<Told> MOST_URGENT_FIRST = Comparator.comparing(
                    (Told told) -> told.card().severity())
            .thenComparing(told -> Kind.of(told.first()))
            .thenComparing(told -> told.card().summary())
            .thenComparing(told -> told.card().matter().hash());

    private final MatterKey key;

    public Cards(MatterKey key) {
        this.key = key;
    }

    /**
     * Cards of a patient's findings.
     *
     * @param record whose findings; issuer and patient are part of each matter
     * @param drafts orders in progress; empty at the opening of a chart, where what could not be evaluated makes no card
     * @param answer the model's answer; where there is none, the first card says so. Cards about orders owe the model nothing:
     *     there it is said only of a model that was late
     */
    public List<Card> of(PatientRecord record, List<DraftOrder> drafts, List<Finding> findings, ModelAnswer answer) {
        Subject subject = new Subject(record.issuer(), record.patient().value(), drafts);
        Map<List<String>, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (!(finding instanceof Finding.InsufficientData) || !drafts.isEmpty()) {
                groups.computeIfAbsent(subject.group(finding), ignored -> new ArrayList<>())
                        .add(finding);
            }
        }
        List<Told> told = new ArrayList<>();
        groups.values().forEach(together -> told.add(new Told(card(subject, together), together)));
        told.sort(MOST_URGENT_FIRST);
        if (!told.isEmpty() && answer instanceof ModelAnswer.Unavailable none && (none.late() || drafts.isEmpty())) {
            told.set(0, without(told.getFirst(), none.words()));
        }
        return new Matters(subject)
                .joined(told).stream().sorted(MOST_URGENT_FIRST).map(Told::card).toList();
    }

    private Card card(Subject subject, List<Finding> together) {
        if (together.getFirst() instanceof Finding.InsufficientData) {
            return Joined.of(together.stream()
                    .map(finding -> card(key.matter(subject.parts(finding)), List.of(finding)))
                    .distinct()
                    .toList());
        }
        return card(key.matter(subject.parts(together.getFirst())), together);
    }

    private static Told without(Told first, String missing) {
        return first.card().missing().contains(missing)
                ? first
                : new Told(first.card().missingToo(missing), first.findings());
    }

    private static Card card(Matter matter, List<Finding> together) {
        Finding first = together.getFirst();
        return new Card(
                matter,
                severity(first),
                shortened(first.headline(), ""),
                explanation(first),
                basis(first),
                List.copyOf(union(together, Finding::because)),
                against(first),
                List.copyOf(union(together, Finding::missing)),
                contributions(first),
                order(first),
                Suggestions.of(List.copyOf(union(together, Cards::proposals))),
                List.copyOf(union(together, Finding::risks)),
                List.of());
    }

    private static Severity severity(Finding finding) {
        return switch (finding) {
            case Finding.RiskAlert alert -> alert.severity();
            case Finding.CareGap gap -> gap.severity();
            case Finding.OrderSafety safety -> safety.severity();
            case Finding.OverlookedResult result -> result.severity();
            case Finding.RecordConflict conflict -> conflict.severity();
            case Finding.InsufficientData ignored -> Severity.INFO;
        };
    }

    private static String explanation(Finding finding) {
        return switch (finding) {
            case Finding.RiskAlert alert -> alert.explanation();
            case Finding.CareGap gap -> gap.explanation();
            case Finding.OrderSafety safety -> safety.explanation();
            case Finding.OverlookedResult result -> result.explanation();
            case Finding.RecordConflict conflict -> conflict.explanation();
            case Finding.InsufficientData data -> Unchecked.explanation(List.of(data.headline()));
        };
    }

    private static Basis basis(Finding finding) {
        return switch (finding) {
            case Finding.RiskAlert alert -> new Basis.ByModel(alert.model(), alert.risk());
            case Finding.CareGap gap -> new Basis.ByRule(gap.rule());
            case Finding.OrderSafety safety -> new Basis.ByRule(safety.rule());
            case Finding.OverlookedResult result -> new Basis.ByRule(result.rule());
            case Finding.RecordConflict conflict -> new Basis.ByRule(conflict.rule());
            case Finding.InsufficientData data -> {
                RuleVersion rule = data.rule();
                yield new Basis.NotEvaluated(rule == null ? List.of() : List.of(rule));
            }
        };
    }

    private static List<DraftProposal> proposals(Finding finding) {
        return switch (finding) {
            case Finding.RiskAlert alert -> alert.proposals();
            case Finding.CareGap gap -> gap.proposals();
            case Finding.OrderSafety safety -> safety.proposals();
            case Finding.OverlookedResult result -> result.proposals();
            case Finding.RecordConflict conflict -> conflict.proposals();
            case Finding.InsufficientData data -> data.proposals();
        };
    }

    private static List<String> against(Finding finding) {
        return finding instanceof Finding.RiskAlert alert ? alert.against() : List.of();
    }

    private static List<Contribution> contributions(Finding finding) {
        return finding instanceof Finding.RiskAlert alert ? alert.contributions() : List.of();
    }

    private static @Nullable FhirReference order(Finding finding) {
        return switch (finding) {
            case Finding.OrderSafety safety -> safety.order();
            case Finding.InsufficientData data -> data.order();
            case Finding.RiskAlert ignored -> null;
            case Finding.CareGap ignored -> null;
            case Finding.OverlookedResult ignored -> null;
            case Finding.RecordConflict ignored -> null;
        };
    }

    private static <T> Collection<T> union(List<Finding> findings, Function<Finding, List<T>> part) {
        Collection<T> all = new LinkedHashSet<>();
        findings.forEach(finding -> all.addAll(part.apply(finding)));
        return all;
    }

    /** Cut at a word, with an ellipsis, so that there is room for what comes after it. */
    static String shortened(String text, String after) {
        int limit = SUMMARY_LIMIT - after.length();
        if (text.length() <= limit) {
            return text + after;
        }
        String cut = text.substring(0, limit - 1);
        int space = cut.lastIndexOf(' ');
        return (space > 0 ? cut.substring(0, space) : cut) + "…" + after;
    }
}
