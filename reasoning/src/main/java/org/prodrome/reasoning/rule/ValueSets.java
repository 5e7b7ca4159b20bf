package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.terminology.CodeSystemInfo;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;

/**
 * The pack's value sets, in memory: listed codes and, for hierarchical systems, patterns of codes.
 *
 * <p>A value set that is not in the pack is an error, never empty. One with patterns can't be listed; that a rule's logic does
 * not ask it to be is checked when the pack is read ({@link RuleCompiler}).
 */
final class ValueSets implements TerminologyProvider {
    private final Map<String, Members> byUrl = new HashMap<>();
    private final List<ValueSet> resources = new ArrayList<>();

    private record Token(String system, String code) {}

    private record Members(Set<Token> listed, List<Code> codes, Map<String, List<Pattern>> patterns) {}

    void add(String file, ValueSet set) {
        Members members = new Members(new HashSet<>(), new ArrayList<>(), new HashMap<>());
        for (ValueSet.ConceptSetComponent include : set.getCompose().getInclude()) {
            include.getConcept().forEach(concept -> {
                members.listed.add(new Token(include.getSystem(), concept.getCode()));
                members.codes.add(new Code()
                        .withSystem(include.getSystem())
                        .withCode(concept.getCode())
                        .withDisplay(concept.getDisplay()));
            });
            include.getFilter()
                    .forEach(filter -> members.patterns
                            .computeIfAbsent(include.getSystem(), ignored -> new ArrayList<>())
                            .add(pattern(file, filter)));
        }
        if (members.listed.isEmpty() && members.patterns.isEmpty()) {
            throw PackProblem.in(file, "compose.include: expected codes or code patterns, found none");
        }
        if (byUrl.putIfAbsent(set.getUrl(), members) != null) {
            throw PackProblem.in(file, "url: expected a value set of its own, found " + set.getUrl() + " twice");
        }
        resources.add(set);
    }

    /** As they were read, in that order. */
    List<ValueSet> resources() {
        return List.copyOf(resources);
    }

    /** A value set with its patterns' codes listed, those of them that stand somewhere in the resources. */
    ValueSet listedFor(ValueSet set, Collection<List<Resource>> resources) {
        if (isListed(set.getUrl())) {
            return set;
        }
        ValueSet listed = set.copy();
        listed.getCompose().getInclude().removeIf(ValueSet.ConceptSetComponent::hasFilter);
        resources.stream()
                .flatMap(List::stream)
                .flatMap(resource -> PatientData.codings(resource).stream())
                .filter(coding -> contains(set.getUrl(), coding.getSystem(), coding.getCode()))
                .forEach(coding -> listed.getCompose()
                        .addInclude()
                        .setSystem(coding.getSystem())
                        .addConcept()
                        .setCode(coding.getCode()));
        return listed;
    }

    /** Whether all its codes are listed, none given by a pattern. */
    boolean isListed(String url) {
        return members(url).patterns.isEmpty();
    }

    boolean knows(String url) {
        return byUrl.containsKey(url);
    }

    boolean contains(String url, @Nullable String system, @Nullable String code) {
        if (system == null || code == null) {
            return false;
        }
        Members members = members(url);
        return members.listed.contains(new Token(system, code))
                || members.patterns.getOrDefault(system, List.of()).stream()
                        .anyMatch(pattern -> pattern.matcher(code).matches());
    }

    @Override
    public boolean in(Code code, ValueSetInfo set) {
        return contains(urlOf(set), code.getSystem(), code.getCode());
    }

    @Override
    public Iterable<Code> expand(ValueSetInfo set) {
        if (!isListed(urlOf(set))) {
            throw new IllegalArgumentException("expected a value set whose codes are all listed, got " + urlOf(set));
        }
        return members(urlOf(set)).codes;
    }

    @Override
    public Code lookup(Code code, CodeSystemInfo system) {
        return code;
    }

    private Members members(String url) {
        Members members = byUrl.get(url);
        if (members == null) {
            throw new IllegalArgumentException("value set not in the pack: " + url);
        }
        return members;
    }

    private static String urlOf(ValueSetInfo set) {
        String id = set.getId();
        return id == null ? "" : id;
    }

    private static Pattern pattern(String file, ValueSet.ConceptSetFilterComponent filter) {
        if (!"code".equals(filter.getProperty()) || filter.getOp() != ValueSet.FilterOperator.REGEX) {
            throw PackProblem.in(file, "compose.include.filter: expected property code with op regex");
        }
        return Pattern.compile(filter.getValue());
    }
}
