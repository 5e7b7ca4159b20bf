package org.prodrome.reasoning.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.OrderMapping;
import org.prodrome.fhir.mapping.OrderText;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleResult;

/**
 * Runs a pack's rules on one patient. Thread-safe, and pure but for what the site set for its rules: nothing is kept between
 * calls.
 */
public final class RuleEngine {
    private final RulePack pack;
    private final Ingredients known;
    private final LocalRules local;

    public RuleEngine(RulePack pack) {
        this(pack, Ingredients.shipped());
    }

    /** With a site's own knowledge of what products consist of. */
    public RuleEngine(RulePack pack, Ingredients known) {
        this(pack, known, LocalRules.AS_PACKED);
    }

    /** With what the site set for its rules. */
    public RuleEngine(RulePack pack, Ingredients known, LocalRules local) {
        this.pack = pack;
        this.known = known;
        this.local = local;
    }

    public RulePack pack() {
        return pack;
    }

    /**
     * Runs the rules of a hook that are computed at their stage. What a rule proposes to prescribe is held against the rules
     * that are shown, as if it had been ordered; what one of them warns of is not proposed.
     *
     * @param progress asked before each rule and told after each
     * @return at least one result for each rule that ran, in the pack's order; a rule that fails is {@link RuleResult.Broken}
     */
    public List<RuleResult> evaluate(RuleQuestion question, Releases releases, RuleProgress progress) {
        return evaluate(
                input(question.record(), question.asOf(), question.drafts(), known),
                question.hook(),
                rule -> releases.ofRule(rule.version()).isComputed(),
                rule -> releases.ofRule(rule.version()).isShown(),
                progress);
    }

    /**
     * Runs the rules of a hook to the end.
     *
     * @param runs which rules to run; the pack's own stages are {@code rule -> rule.stage().isComputed()}
     */
    public List<RuleResult> evaluate(
            PatientRecord record, LocalDate asOf, Hook hook, List<DraftOrder> drafts, Predicate<RuleDescription> runs) {
        return evaluate(input(record, asOf, drafts, known), hook, runs);
    }

    static RuleInput input(PatientRecord record, LocalDate asOf, List<DraftOrder> drafts, Ingredients known) {
        return new RuleInput(
                record.patient().value(),
                ParsedResources.open(record.resources()).resources(),
                ingredients(record, known),
                record.gaps(),
                drafts,
                asOf);
    }

    List<RuleResult> evaluate(RuleInput input, Hook hook, Predicate<RuleDescription> runs) {
        return evaluate(input, hook, runs, runs, RuleProgress.TO_THE_END);
    }

    private List<RuleResult> evaluate(
            RuleInput input,
            Hook hook,
            Predicate<RuleDescription> runs,
            Predicate<RuleDescription> objects,
            RuleProgress progress) {
        RuleRun run = new RuleRun(pack, input, local, progress::isGivenUp);
        ProposedMedications proposed = new ProposedMedications(pack, known, objects, progress::mayRun);
        List<RuleResult> all = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            RuleDescription description = rule.definition().description();
            if (!description.hooks().contains(hook) || !runs.test(description)) {
                continue;
            }
            if (!progress.goOn()) {
                break;
            }
            if (!progress.wants(description)) {
                continue;
            }
            progress.begins(description);
            List<RuleResult> results = run.results(rule).stream()
                    .map(result -> proposed.checked(result, run))
                    .toList();
            progress.done(description, results);
            all.addAll(results);
        }
        return List.copyOf(all);
    }

    private static Map<String, List<Coding>> ingredients(PatientRecord record, Ingredients known) {
        List<? extends Resource> resources =
                ParsedResources.open(record.resources()).resources();
        Map<String, List<Coding>> ingredients = new HashMap<>(AllergyIngredients.of(resources, known));
        ingredients.putAll(forbidden(resources, known));
        record.events(MedicationOrder.class)
                .forEach(order -> ingredients.put(order.source().literal(), order.ingredients()));
        return ingredients;
    }

    /** Of orders not to give something: no event of the record, since nothing was given. */
    private static Map<String, List<Coding>> forbidden(List<? extends Resource> resources, Ingredients known) {
        List<Resource> orders = new ArrayList<>();
        resources.stream()
                .filter(resource -> resource instanceof Medication
                        || resource instanceof MedicationRequest request && request.getDoNotPerform())
                .forEach(orders::add);
        Map<String, List<Coding>> ingredients = new HashMap<>();
        List<OrderText> texts =
                orders.stream().map(ignored -> new OrderText("", null)).toList();
        OrderMapping.map(ParsedResources.of(orders), texts, null, known)
                .forEach(order -> ingredients.put(order.reference().literal(), order.ingredients()));
        return ingredients;
    }
}
