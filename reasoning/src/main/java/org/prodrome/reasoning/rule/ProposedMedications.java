package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.OrderMapping;
import org.prodrome.fhir.mapping.OrderText;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.Severity;

/**
 * Holds what a rule proposes to prescribe against the patient's allergies and the pack's own order rules (contraindications, allergies, interactions, renal
 * limits, duplicates), as if the clinician had ordered it. What one of them warns of is left out, and the card says so; so is what
 * the patient gets already, by the rules that object to proposals. What one of them could not check is told with the proposal.
 *
 * @param objects rules that have a say
 * @param mayRun those of them that may be run now; another's say is told as not had
 */
record ProposedMedications(
        RulePack pack, Ingredients known, Predicate<RuleDescription> objects, Predicate<RuleDescription> mayRun) {
    /** Id of the order that a proposal would be: the rules see it tagged, since what is proposed renews nothing. */
    static final String ID = "prodrome-proposed";

    RuleResult checked(RuleResult result, RuleRun run) {
        return switch (result) {
            case RuleResult.Fired fired -> checked(fired, run);
            case RuleResult.NotEvaluated not -> checked(not, run);
            case RuleResult.Passed passed -> passed;
            case RuleResult.NotApplicable not -> not;
            case RuleResult.Broken broken -> broken;
        };
    }

    private RuleResult checked(RuleResult.Fired fired, RuleRun run) {
        List<String> leftOut = new ArrayList<>();
        List<DraftProposal> kept = kept(fired.proposals(), run, leftOut);
        return leftOut.isEmpty() && kept.equals(fired.proposals())
                ? fired
                : new RuleResult.Fired(
                        fired.rule(),
                        fired.kind(),
                        fired.severity(),
                        fired.headline(),
                        String.join(
                                " ",
                                Stream.concat(Stream.of(fired.explanation()), leftOut.stream())
                                        .toList()),
                        fired.because(),
                        fired.missing(),
                        fired.order(),
                        kept,
                        fired.outcomes());
    }

    private RuleResult checked(RuleResult.NotEvaluated not, RuleRun run) {
        List<DraftProposal> kept = kept(not.proposals(), run, new ArrayList<>());
        return new RuleResult.NotEvaluated(not.rule(), not.headline(), not.because(), not.missing(), not.order(), kept);
    }

    private List<DraftProposal> kept(List<DraftProposal> proposals, RuleRun run, List<String> leftOut) {
        List<DraftProposal> kept = new ArrayList<>();
        for (DraftProposal proposal : proposals) {
            CodedConcept product = product(proposal);
            if (product == null) {
                kept.add(proposal);
                continue;
            }
            Objections objections = objections(proposal, product, run);
            if (objections.against.isEmpty()) {
                kept.add(withUnchecked(proposal, objections.unchecked));
            } else {
                leftOut.add("Not proposed: " + product.words() + " (" + String.join("; ", objections.against) + ").");
            }
        }
        return kept;
    }

    private Objections objections(DraftProposal proposal, CodedConcept product, RuleRun run) {
        DraftOrder order = asOrder(product);
        Objections found = new Objections(new ArrayList<>(), new ArrayList<>());
        if (order.ingredients().isEmpty()) {
            found.against.add("its ingredients are not known, so that nothing could be checked");
            return found;
        }
        RuleRun asIfOrdered = run.with(Stream.concat(
                        run.drafts().stream()
                                .filter(draft -> !draft.reference().equals(proposal.target()))
                                .map(ProposedMedications::unselected),
                        Stream.of(order))
                .toList());
        found.against.addAll(new AllergyObjections(pack.valueSets()).to(order, run.allergies()));
        pack.rules().stream()
                .filter(rule -> rule.definition().kind() == RuleResult.Kind.ORDER_SAFETY)
                .filter(rule -> rule.definition().description().hooks().contains(Hook.ORDER_SIGN))
                .filter(rule -> objects.test(rule.definition().description()))
                .forEach(rule -> say(rule, asIfOrdered)
                        .forEach(result -> found.add(result, rule.definition().objectsToProposals())));
        return found;
    }

    private List<RuleResult> say(Rule rule, RuleRun asIfOrdered) {
        return mayRun.test(rule.definition().description())
                ? asIfOrdered.results(rule)
                : List.of(new RuleResult.Broken(rule.definition().version(), "it is left out for a while"));
    }

    /**
     * What the rules say of a product as if it were ordered.
     *
     * @param against headlines of warnings, and allergies that speak against it
     * @param unchecked what could not be checked
     */
    private record Objections(List<String> against, List<String> unchecked) {
        void add(RuleResult result, boolean objects) {
            switch (result) {
                case RuleResult.Fired fired
                when objects || fired.severity() != Severity.INFO -> against.add(fired.headline());
                case RuleResult.Fired fired -> unchecked.add(fired.headline());
                case RuleResult.NotEvaluated not -> unchecked.add(not.headline());
                case RuleResult.Broken broken ->
                    unchecked.add("Not checked: " + broken.rule().title());
                case RuleResult.Passed ignored -> {}
                case RuleResult.NotApplicable ignored -> {}
            }
        }
    }

    private static DraftProposal withUnchecked(DraftProposal proposal, List<String> unchecked) {
        if (unchecked.isEmpty()) {
            return proposal;
        }
        String more = " " + String.join(". ", unchecked) + ".";
        return switch (proposal) {
            case DraftProposal.Medication m -> new DraftProposal.Medication(m.product(), m.dosage(), m.reason() + more);
            case DraftProposal.Replace r ->
                new DraftProposal.Replace(r.order(), r.product(), r.dosage(), r.reason() + more);
            case DraftProposal.Service s -> s;
            case DraftProposal.Problem p -> p;
            case DraftProposal.Remove r -> r;
        };
    }

    private static @Nullable CodedConcept product(DraftProposal proposal) {
        return switch (proposal) {
            case DraftProposal.Medication medication -> medication.product();
            case DraftProposal.Replace replace -> replace.product();
            case DraftProposal.Service ignored -> null;
            case DraftProposal.Problem ignored -> null;
            case DraftProposal.Remove ignored -> null;
        };
    }

    private DraftOrder asOrder(CodedConcept product) {
        MedicationRequest order = new MedicationRequest();
        order.setId(new IdType("MedicationRequest", ID));
        order.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
        order.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        CodeableConcept concept = new CodeableConcept().setText(product.words());
        product.codings()
                .forEach(coding -> concept.addCoding()
                        .setSystem(coding.system())
                        .setCode(coding.code())
                        .setDisplay(coding.display()));
        order.setMedication(concept);
        String json = FhirJson.context().newJsonParser().encodeResourceToString(order);
        return OrderMapping.map(ParsedResources.of(List.of(order)), List.of(new OrderText(json, null)), null, known)
                .getFirst();
    }

    private static DraftOrder unselected(DraftOrder draft) {
        return new DraftOrder(draft.reference(), draft.concept(), draft.ingredients(), false, draft.json());
    }
}
