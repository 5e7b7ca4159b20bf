package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.runtime.Tuple;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.finding.Evidence;
import org.prodrome.reasoning.finding.RuleResult;

/**
 * Turns the values of a rule's defines into results. A define that came out null counts as unknown, never as false.
 *
 * @param asked the order in question; null where it is all of them
 */
record Verdict(
        RuleDefinition definition,
        LocalSettings local,
        Map<String, Object> values,
        RuleInput input,
        Prepared prepared,
        @Nullable DraftOrder asked) {
    /** In {@code needs}: current medications must have known ingredients. */
    static final String INGREDIENTS = "MedicationRequest.ingredients";

    List<RuleResult> results() {
        if ((Boolean.FALSE.equals(values.get("Applies")) && !mayApply()) || isAboutNoSelectedOrder()) {
            return List.of(new RuleResult.NotApplicable(definition.version()));
        }
        if (Boolean.TRUE.equals(values.get("Fires")) && !(definition.kind().restsOnAbsence() && !unread().isEmpty())) {
            List<RuleResult> fired = perOrder("Offending Orders", this::fired);
            if (!fired.isEmpty()) {
                return fired;
            }
        }
        List<String> missing = missing();
        return missing.isEmpty()
                ? List.of(new RuleResult.Passed(definition.version()))
                : perOrder("Orders", order -> notEvaluated(order, missing));
    }

    /** Not about these orders as far as was read, and not all was. */
    private boolean mayApply() {
        return Boolean.TRUE.equals(values.get(RuleCompiler.MAY_APPLY)) && !unread().isEmpty();
    }

    private boolean isAboutNoSelectedOrder() {
        return definition.kind() == RuleResult.Kind.ORDER_SAFETY
                && selected("Orders").isEmpty();
    }

    private List<DraftOrder> selected(String define) {
        return drafts(values.get(define)).stream()
                .filter(DraftOrder::selected)
                .filter(order -> asked == null || Drafts.isThis(order, asked))
                .toList();
    }

    /** The orders in progress among a define's resources. */
    static List<DraftOrder> drafts(@Nullable Object define) {
        return items(define).stream()
                .map(order -> Drafts.of((Resource) order))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private RuleResult fired(@Nullable DraftOrder order) {
        return new RuleResult.Fired(
                definition.version(),
                definition.kind(),
                Objects.requireNonNullElse(
                        local.severity(), definition.description().severity()),
                text("Message"),
                text("Explanation"),
                evidence(),
                missing(),
                order,
                proposals(definition.proposals(), order),
                definition.description().outcomes());
    }

    private RuleResult notEvaluated(@Nullable DraftOrder order, List<String> missing) {
        return new RuleResult.NotEvaluated(
                definition.version(),
                definition.notEvaluated(),
                evidence(),
                missing,
                order,
                proposals(definition.whenMissing(), order));
    }

    /** One result for each selected order; one about the patient for rules that are not about orders. */
    private List<RuleResult> perOrder(
            String define, java.util.function.Function<@Nullable DraftOrder, RuleResult> result) {
        if (definition.kind() != RuleResult.Kind.ORDER_SAFETY) {
            return List.of(result.apply(null));
        }
        return selected(define).stream().<RuleResult>map(result).toList();
    }

    /** What the CQL misses, and what the record could not supply of what the rule needs. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        list("Missing").forEach(text -> missing.add(text.toString()));
        missing.addAll(unread());
        if (missing.isEmpty() && !Boolean.FALSE.equals(values.get("Cannot Evaluate"))) {
            missing.add("a fact this rule needs");
        }
        return missing;
    }

    private List<String> unread() {
        return unread(definition, input, prepared);
    }

    /** What could not be read of what a rule needs. */
    static List<String> unread(RuleDefinition definition, RuleInput input, Prepared prepared) {
        List<String> unread = new ArrayList<>();
        input.gaps().stream()
                .filter(gap -> definition.needs().stream().anyMatch(gap::concerns))
                .map(gap -> Words.part(gap.part()) + ": " + gap.detail())
                .forEach(unread::add);
        if (definition.needs().contains(INGREDIENTS)) {
            prepared.unknownMedications().stream()
                    .map(name -> "the ingredients of " + name)
                    .forEach(unread::add);
        }
        return unread;
    }

    private List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        for (Object item : list("Evidence")) {
            if (item instanceof Tuple tuple && tuple.getElement("source") instanceof Resource source) {
                evidence.add(new Evidence(
                        Objects.toString(tuple.getElement("label")),
                        Words.value(source),
                        Days.time(source),
                        List.of(References.of(source))));
            }
        }
        return evidence;
    }

    private List<DraftProposal> proposals(List<Template> templates, @Nullable DraftOrder order) {
        List<?> wanted = list("Propose");
        boolean all = !values.containsKey("Propose");
        List<DraftProposal> proposals = new ArrayList<>();
        for (Template template : templates) {
            DraftProposal proposal = template.on(order);
            if (proposal != null && isReadFor(template) && (all || wanted.contains(template.key()))) {
                proposals.add(proposal);
            }
        }
        return proposals;
    }

    private boolean isReadFor(Template template) {
        return input.gaps().stream().noneMatch(gap -> template.needs().stream().anyMatch(gap::concerns));
    }

    private String text(String define) {
        return Objects.toString(values.get(define), definition.version().title());
    }

    private List<?> list(String define) {
        return items(values.get(define));
    }

    private static List<?> items(@Nullable Object define) {
        return define instanceof Iterable<?> items
                ? StreamSupport.stream(items.spliterator(), false)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }
}
