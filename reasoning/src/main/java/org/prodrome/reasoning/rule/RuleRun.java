package org.prodrome.reasoning.rule;

import ca.uhn.fhir.context.FhirVersionEnum;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import kotlin.Pair;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.data.CompositeDataProvider;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;
import org.opencds.cqf.cql.engine.execution.EvaluationParams;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.execution.EvaluationResults;
import org.opencds.cqf.cql.engine.runtime.Date;
import org.opencds.cqf.fhir.utility.model.FhirModelResolverCache;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.RuleVersion;

/**
 * All rules of one call on one patient; used by one thread.
 *
 * <p>One engine for all of them: what a shared library has found for one rule need not be found again for the next.
 */
final class RuleRun {
    private static final String FHIR = "http://hl7.org/fhir";

    private final RulePack pack;
    private final RuleInput input;
    private final LocalRules local;
    private final BooleanSupplier givenUp;
    private final Prepared prepared;
    private final PatientData data;
    private final @Nullable DraftOrder asked;
    private final CqlEngine engine;
    /** By the order itself: two may have the same reference. */
    private final Map<DraftOrder, RuleRun> oneOrder = new IdentityHashMap<>();

    RuleRun(RulePack pack, RuleInput input, LocalRules local) {
        this(pack, input, local, () -> false);
    }

    /** @param givenUp whether nobody waits for the rule that runs any more; asked at every step of it */
    RuleRun(RulePack pack, RuleInput input, LocalRules local, BooleanSupplier givenUp) {
        this(pack, input, local, givenUp, Prepared.from(input), null, null);
    }

    private RuleRun(
            RulePack pack,
            RuleInput input,
            LocalRules local,
            BooleanSupplier givenUp,
            Prepared prepared,
            @Nullable PatientData data,
            @Nullable DraftOrder asked) {
        this.asked = asked;
        this.pack = pack;
        this.input = input;
        this.local = local;
        this.givenUp = givenUp;
        this.prepared = prepared;
        this.data = data == null ? new PatientData(prepared.byType(), pack.valueSets()) : data;
        CompositeDataProvider provider =
                new CompositeDataProvider(FhirModelResolverCache.resolverForVersion(FhirVersionEnum.R4), this.data);
        Environment environment = new Environment(pack.libraries().manager(), Map.of(FHIR, provider), pack.valueSets());
        this.engine = new CqlEngine(environment, new StepOptions(givenUp));
    }

    List<DraftOrder> drafts() {
        return input.drafts();
    }

    /** The allergy list, whatever stands on it. */
    List<Resource> allergies() {
        return prepared.byType().getOrDefault("AllergyIntolerance", List.of());
    }

    /** The same patient with other orders in progress. */
    RuleRun with(List<DraftOrder> drafts) {
        Prepared others = prepared.with(drafts);
        return new RuleRun(pack, input.with(drafts), local, givenUp, others, data.with(others.byType()), null);
    }

    List<RuleResult> results(Rule rule) {
        if (input.asOf().isAfter(rule.definition().version().reviewBy().plusDays(pack.graceDays()))) {
            return List.of(new RuleResult.Broken(
                    rule.definition().version(),
                    "its review was due by " + rule.definition().version().reviewBy()));
        }
        data.ask(rule);
        if (rule.ofListedOrders()
                && !data.seesOrder()) { // most orders are no matter of most rules: CQL would say the same, later
            return List.of(new RuleResult.NotApplicable(rule.definition().version()));
        }
        try {
            if (Boolean.FALSE.equals(evaluate(rule, rule.applies()).get("Applies")) && !mayApply(rule)) {
                return List.of(new RuleResult.NotApplicable(rule.definition().version()));
            }
            List<DraftOrder> asked = orders(rule);
            return asked.size() < 2 ? verdict(rule) : ofEach(rule, asked);
        } catch (RuntimeException e) {
            return List.of(new RuleResult.Broken(rule.definition().version(), "its logic failed on this record"));
        }
    }

    /** Where something that it needs could not be read, a rule may be about these orders though nothing says so. */
    private boolean mayApply(Rule rule) {
        return !rule.mayApply().isEmpty()
                && !Verdict.unread(rule.definition(), input, prepared).isEmpty()
                && Boolean.TRUE.equals(evaluate(rule, rule.mayApply()).get(RuleCompiler.MAY_APPLY));
    }

    private List<RuleResult> verdict(Rule rule) {
        return new Verdict(
                        rule.definition(),
                        local.of(rule.definition().version()),
                        evaluate(rule, rule.expressions()),
                        input,
                        prepared,
                        asked)
                .results();
    }

    /** The orders in progress that a rule is about, where there may be several; empty for a rule about the patient. */
    private List<DraftOrder> orders(Rule rule) {
        return asked == null
                        && rule.definition().kind() == RuleResult.Kind.ORDER_SAFETY
                        && input.drafts().size() > 1
                ? Verdict.drafts(evaluate(rule, Rule.ORDERS).get("Orders"))
                : List.of();
    }

    /**
     * What a rule says of each selected order, the others beside it: its sentence, its evidence and what it misses are of that
     * order alone. What says nothing of one order is no answer about another.
     */
    private List<RuleResult> ofEach(Rule rule, List<DraftOrder> orders) {
        List<RuleResult> results = new ArrayList<>();
        orders.stream()
                .filter(DraftOrder::selected)
                .forEach(order -> results.addAll(about(order).results(rule)));
        List<RuleResult> said = results.stream()
                .filter(result ->
                        !(result instanceof RuleResult.Passed) && !(result instanceof RuleResult.NotApplicable))
                .distinct()
                .toList();
        if (!said.isEmpty()) {
            return said;
        }
        RuleVersion version = rule.definition().version();
        return List.of(
                results.stream().anyMatch(RuleResult.Passed.class::isInstance)
                        ? new RuleResult.Passed(version)
                        : new RuleResult.NotApplicable(version));
    }

    private RuleRun about(DraftOrder order) {
        return oneOrder.computeIfAbsent(order, ignored -> {
            Prepared others = prepared.about(order);
            return new RuleRun(pack, input, local, givenUp, others, data.with(others.byType()), order);
        });
    }

    /** Values of these defines of a rule's library; one that came out null is left out. */
    Map<String, Object> values(Rule rule, List<String> defines) {
        data.ask(rule);
        return evaluate(rule, defines.stream().map(EvaluationExpressionRef::new).toList());
    }

    private Map<String, Object> evaluate(Rule rule, List<EvaluationExpressionRef> expressions) {
        Map<String, Object> parameters =
                rule.parameters(local.of(rule.definition().version()));
        parameters.put(RuleCompiler.AS_OF, new Date(input.asOf()));
        EvaluationResults results = engine.evaluate(new EvaluationParams(
                Map.of(rule.library(), expressions),
                new Pair<>("Patient", input.patient()),
                parameters,
                null,
                input.asOf().atTime(12, 0).atZone(ZoneOffset.UTC)));
        if (results.hasExceptions()) {
            throw results.getExceptions().values().iterator().next();
        }
        EvaluationResult result = results.getOnlyResultOrThrow();
        Map<String, Object> values = new HashMap<>();
        result.getExpressionResults().forEach((name, value) -> {
            if (value.getValue() != null) {
                values.put(name, value.getValue());
            }
        });
        return values;
    }
}
