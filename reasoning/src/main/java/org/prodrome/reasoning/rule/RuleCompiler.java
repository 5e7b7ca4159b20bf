package org.prodrome.reasoning.rule;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.VersionedIdentifier;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;
import org.prodrome.reasoning.finding.RuleResult;

/**
 * Makes a rule of its files and checks that they agree.
 *
 * @param shared contents of the libraries the rule may include; they are part of its hash
 * @param cql text by library name
 */
record RuleCompiler(
        PackFiles files,
        CqlLibraries libraries,
        ValueSets valueSets,
        Map<String, byte[]> shared,
        Map<String, String> cql) {
    /** What every rule's CQL must define. */
    static final List<String> REQUIRED_DEFINES = List.of(
            "Applies",
            "Fires",
            "Cannot Evaluate",
            "Orders",
            "Offending Orders",
            "Evidence",
            "Missing",
            "Message",
            "Explanation");

    static final String AS_OF = "As Of";

    /** Whether a rule would be about these orders if what could not be read said so; without it, its {@code Applies} decides. */
    static final String MAY_APPLY = "May Apply";

    private static final List<String> OPTIONAL_DEFINES = List.of("Propose", MAY_APPLY);

    Rule rule(RuleFolder folder) {
        Map<String, byte[]> content = new TreeMap<>(shared);
        folder.files().forEach(name -> content.put(name, files.read(name)));
        RuleDefinition definition = RuleDefinition.read(folder.name(), folder.json(), PackHash.of(content));
        Library library = libraries.compile(definition.library(), definition.libraryVersion());
        checkDefines(folder, library);
        checkValueSets(folder.cqlFile(), library, valueSets);
        checkIncluded(folder, library);
        folder.checkEndedMedications();
        return new Rule(
                definition,
                CqlLibraries.id(definition.library(), definition.libraryVersion()),
                expressions(library),
                new LinkedHashSet<>(CqlLibraries.valueSetUrls(library)),
                definition.kind() == RuleResult.Kind.ORDER_SAFETY && MedicationRetrieves.areOfOwnValueSets(library),
                parameters(folder, definition, library),
                new Rule.Artifacts(cql.getOrDefault(definition.library(), ""), plan(folder, definition)));
    }

    private static void checkDefines(RuleFolder folder, Library library) {
        List<String> defines = CqlLibraries.defines(library);
        REQUIRED_DEFINES.stream()
                .filter(name -> !defines.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw PackProblem.in(folder.cqlFile(), "expected a define \"" + name + "\", found " + defines);
                });
        if (CqlLibraries.parameterType(library, AS_OF).isEmpty()) {
            throw PackProblem.in(folder.cqlFile(), "expected a parameter \"" + AS_OF + "\" Date, found none");
        }
    }

    static void checkValueSets(String file, Library library, ValueSets known) {
        CqlLibraries.valueSetUrls(library).stream()
                .filter(url -> !known.knows(url))
                .findFirst()
                .ifPresent(url -> {
                    throw PackProblem.in(
                            file, "value set " + url + ": expected it among valueSets of a rule.json, found none");
                });
        ListedSets.of(library).stream()
                .filter(listed -> known.knows(listed.url()) && !known.isListed(listed.url()))
                .findFirst()
                .ifPresent(listed -> {
                    throw PackProblem.in(
                            file,
                            listed.place() + "expected membership (in) of " + listed.url()
                                    + ", found a list of its codes: it holds patterns of codes, which can't be listed");
                });
    }

    /** Of a site's shared libraries too, which are compiled with the rules that include them. */
    private void checkIncluded(RuleFolder folder, Library library) {
        for (VersionedIdentifier included : CqlLibraries.included(library)) {
            Library shared = libraries.compile(String.valueOf(included.getId()), String.valueOf(included.getVersion()));
            MedicationRetrieves.places(shared).stream().findFirst().ifPresent(place -> {
                throw PackProblem.in(
                        folder.cqlFile(),
                        "include " + included.getId()
                                + ": expected it to take medications as an argument of a function,"
                                + " found a retrieve of them at line and column " + place);
            });
            checkIncluded(folder, shared);
        }
    }

    private PlanDefinition plan(RuleFolder folder, RuleDefinition definition) {
        if (folder.generic().isPresent()) {
            return Plans.of(definition);
        }
        PlanDefinition plan = ValueSetFiles.resource(files, folder.planFile(), PlanDefinition.class);
        if (!definition.version().version().equals(plan.getVersion())) {
            throw PackProblem.in(
                    folder.planFile(),
                    "version: expected " + definition.version().version() + " as in rule.json, found "
                            + plan.getVersion());
        }
        String expected = "Fires";
        boolean conditioned = plan.getAction().stream()
                .flatMap(action -> action.getCondition().stream())
                .anyMatch(condition -> expected.equals(condition.getExpression().getExpression()));
        if (!conditioned) {
            throw PackProblem.in(folder.planFile(), "action.condition.expression: expected " + expected);
        }
        boolean refers = plan.getLibrary().stream()
                .anyMatch(canonical -> canonical.getValue().contains("/Library/" + definition.library()));
        if (!refers) {
            throw PackProblem.in(folder.planFile(), "library: expected a canonical of " + definition.library());
        }
        return plan;
    }

    private static List<EvaluationExpressionRef> expressions(Library library) {
        return Stream.concat(REQUIRED_DEFINES.stream(), OPTIONAL_DEFINES.stream())
                .filter(CqlLibraries.defines(library)::contains)
                .map(EvaluationExpressionRef::new)
                .toList();
    }

    private static Map<String, Object> parameters(RuleFolder folder, RuleDefinition definition, Library library) {
        Map<String, Object> values = new HashMap<>();
        for (RuleDescription.Parameter parameter : definition.description().parameters()) {
            String type = CqlLibraries.parameterType(library, parameter.name())
                    .orElseThrow(() -> PackProblem.in(
                            folder.ruleFile(), "parameters: the CQL has no parameter \"" + parameter.name() + "\""));
            values.put(
                    parameter.name(),
                    type.equals("Decimal") ? new BigDecimal(parameter.value().toString()) : parameter.value());
        }
        return values;
    }
}
