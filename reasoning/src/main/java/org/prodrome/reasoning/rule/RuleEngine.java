package org.prodrome.reasoning.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.finding.RuleResult;

/** Runs a pack's rules on one patient. Pure and thread-safe: nothing is kept between calls. */
public final class RuleEngine {
    private final RulePack pack;

    private final Ingredients known;

    public RuleEngine(RulePack pack) {
        this(pack, Ingredients.shipped());
    }

    /** With a site's own knowledge of what products consist of. */
    public RuleEngine(RulePack pack, Ingredients known) {
        this.pack = pack;
        this.known = known;
    }

    public RulePack pack() {
        return pack;
    }

    /**
     * Runs the rules of a hook.
     *
     * @param asOf nothing later is looked at
     * @param drafts orders in progress; rules report on the selected ones, and see all
     * @param runs which rules to run; the pack's own stages are {@code rule -> rule.stage().isComputed()}
     * @return at least one result for each rule that ran, in the pack's order; a rule that fails is {@link RuleResult.Broken}
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
        RuleRun run = new RuleRun(pack, input);
        List<RuleResult> results = new ArrayList<>();
        for (Rule rule : pack.rules()) {
            RuleDescription description = rule.definition().description();
            if (description.hooks().contains(hook) && runs.test(description)) {
                results.addAll(run.results(rule));
            }
        }
        return List.copyOf(results);
    }

    private static Map<String, List<Coding>> ingredients(PatientRecord record, Ingredients known) {
        Map<String, List<Coding>> ingredients = new HashMap<>(
                AllergyIngredients.of(ParsedResources.open(record.resources()).resources(), known));
        record.events(MedicationOrder.class)
                .forEach(order -> ingredients.put(order.source().literal(), order.ingredients()));
        return ingredients;
    }
}
