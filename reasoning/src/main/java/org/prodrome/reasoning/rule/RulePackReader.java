package org.prodrome.reasoning.rule;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.elm.r1.Library;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;
import org.prodrome.fhir.resources.FhirJson;

/** Reads a pack and checks that its parts agree. */
final class RulePackReader {
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

    private static final Pattern LIBRARY = Pattern.compile("(?m)^library (\\w+) version '([^']+)'");

    private final PackFiles files;
    private final PackIndex index;
    private final ValueSets valueSets = new ValueSets();
    private final Map<String, byte[]> sharedFiles = new LinkedHashMap<>();

    private RulePackReader(PackFiles files) {
        this.files = files;
        this.index = PackIndex.read(files);
    }

    static RulePack read(PackFiles files) {
        return new RulePackReader(files).read();
    }

    private RulePack read() {
        index.shared().forEach(name -> keep("shared/" + name + ".cql"));
        List<RuleFolder> folders =
                index.rules().stream().map(name -> RuleFolder.read(files, name)).toList();
        folders.stream()
                .flatMap(folder -> folder.valueSets().stream())
                .distinct()
                .forEach(this::addValueSet);
        CqlLibraries libraries = libraries(folders);
        index.shared().forEach(name -> checkShared(name, libraries));
        List<Rule> rules = new ArrayList<>();
        Map<String, byte[]> hashes = new TreeMap<>();
        for (RuleFolder folder : folders) {
            Rule rule = rule(folder, libraries);
            rules.add(rule);
            hashes.put(folder.name(), rule.definition().version().hash().getBytes(StandardCharsets.US_ASCII));
        }
        return new RulePack(index, PackHash.of(hashes), rules, libraries, valueSets, files);
    }

    private CqlLibraries libraries(List<RuleFolder> folders) {
        List<String> sources = new ArrayList<>();
        Map<String, String> fileOf = new HashMap<>();
        index.shared().forEach(name -> {
            sources.add(files.text("shared/" + name + ".cql"));
            fileOf.put(name, "shared/" + name + ".cql");
        });
        folders.forEach(folder -> {
            sources.add(files.text(folder.cqlFile()));
            fileOf.put(folder.library(), folder.cqlFile());
        });
        return new CqlLibraries(sources, fileOf);
    }

    private Rule rule(RuleFolder folder, CqlLibraries libraries) {
        Map<String, byte[]> content = new TreeMap<>(sharedFiles);
        folder.files().forEach(name -> content.put(name, files.read(name)));
        RuleDefinition definition = RuleDefinition.read(folder.name(), folder.json(), PackHash.of(content));
        Library library = libraries.compile(definition.library(), definition.libraryVersion());
        checkDefines(folder, library);
        checkValueSets(folder.cqlFile(), library);
        checkPlan(folder, definition);
        return new Rule(
                definition,
                CqlLibraries.id(definition.library(), definition.libraryVersion()),
                expressions(library),
                new LinkedHashSet<>(CqlLibraries.valueSetUrls(library)),
                parameters(folder, definition, library));
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

    /** A shared library's version is the one its first line states. */
    private void checkShared(String name, CqlLibraries libraries) {
        String file = "shared/" + name + ".cql";
        Matcher head = LIBRARY.matcher(files.text(file));
        if (!head.find() || !head.group(1).equals(name)) {
            throw PackProblem.in(file, "expected the line: library " + name + " version '...'");
        }
        checkValueSets(file, libraries.compile(name, head.group(2)));
    }

    private void checkValueSets(String file, Library library) {
        CqlLibraries.valueSetUrls(library).stream()
                .filter(url -> !valueSets.knows(url))
                .findFirst()
                .ifPresent(url -> {
                    throw PackProblem.in(
                            file, "value set " + url + ": expected it among valueSets of a rule.json, found none");
                });
    }

    private void checkPlan(RuleFolder folder, RuleDefinition definition) {
        PlanDefinition plan = resource(folder.planFile(), PlanDefinition.class);
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
    }

    private static List<EvaluationExpressionRef> expressions(Library library) {
        return Stream.concat(REQUIRED_DEFINES.stream(), Stream.of("Propose"))
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

    private void addValueSet(String file) {
        ValueSet set = resource(file, ValueSet.class);
        if (!set.hasUrl() || !set.hasDate() || !set.hasDescription()) {
            throw PackProblem.in(file, "expected url, date and a description that names the source");
        }
        valueSets.add(file, set);
    }

    private <R extends Resource> R resource(String file, Class<R> type) {
        try {
            return FhirJson.context()
                    .newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(type, files.text(file));
        } catch (DataFormatException e) {
            throw PackProblem.in(file, "expected a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private void keep(String file) {
        sharedFiles.put(file, files.read(file));
    }
}
