package org.prodrome.reasoning.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.Coding;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;

/**
 * The hospital's rules, compiled and checked. Immutable and thread-safe.
 *
 * <p>Loading reads every file, compiles the CQL and fails with file and place at the first thing that is not as it must be.
 */
public final class RulePack {
    private final String name;
    private final String version;
    private final String hash;
    private final int graceDays;
    private final List<Rule> rules;
    private final CqlLibraries libraries;
    private final ValueSets valueSets;
    private final Set<String> newEntries;
    private final PackFiles files;
    private final List<SetAside> setAside;

    RulePack(
            PackIndex index,
            String hash,
            List<Rule> rules,
            List<SetAside> setAside,
            CqlLibraries libraries,
            ValueSets valueSets,
            Set<String> newEntries,
            PackFiles files) {
        this.name = index.name();
        this.version = index.version();
        this.graceDays = index.graceDaysAfterReview();
        this.hash = hash;
        this.rules = List.copyOf(rules);
        this.libraries = libraries;
        this.valueSets = valueSets;
        this.newEntries = Set.copyOf(newEntries);
        this.files = files;
        this.setAside = List.copyOf(setAside);
    }

    /**
     * The pack that ships with Prodrome.
     *
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenRule when a file of it is missing or wrong
     */
    public static RulePack load() {
        return RulePackReader.read(new PackFiles.OnClassPath("/prodrome/rules"));
    }

    /**
     * The pack that ships with Prodrome, with a site's rules and value sets beside it. A wrong rule of the site's is set aside.
     *
     * @param siteRules a folder with {@code pack.json} in it, which lists the site's rules
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenRule when the site's {@code pack.json} or a value set that
     *     takes the place of the pack's is wrong
     */
    public static RulePack withSite(Path siteRules) {
        return RulePackReader.read(new PackFiles.OnClassPath("/prodrome/rules"), new PackFiles.InFolder(siteRules));
    }

    /**
     * A pack as far as it can be read: what is wrong with it stands in {@link #setAside}.
     *
     * @param folder with {@code pack.json} in it; null for the pack that ships
     */
    public static RulePack inspect(@Nullable Path folder) {
        return RulePackReader.inspect(
                folder == null ? new PackFiles.OnClassPath("/prodrome/rules") : new PackFiles.InFolder(folder));
    }

    /**
     * A site's own pack.
     *
     * @param folder with {@code pack.json} in it
     * @throws org.prodrome.reasoning.failure.ReasoningException.BrokenRule when a file of it is missing or wrong
     */
    public static RulePack load(Path folder) {
        return RulePackReader.read(new PackFiles.InFolder(folder));
    }

    public String name() {
        return name;
    }

    public String version() {
        return version;
    }

    /** Rules that could not be taken up, and why. */
    public List<SetAside> setAside() {
        return setAside;
    }

    /** The CQL of a rule, as it runs. */
    public Optional<String> cql(String ruleId) {
        return rules.stream()
                .filter(rule -> rule.definition().version().id().equals(ruleId))
                .map(rule -> rule.artifacts().cql())
                .findFirst();
    }

    /** SHA-256 over every rule's hash, hex. */
    public String hash() {
        return hash;
    }

    /** Every rule, in the pack's order. */
    public List<RuleDescription> descriptions() {
        return rules.stream().map(rule -> rule.definition().description()).toList();
    }

    /** The rule of an id. */
    public Optional<RuleDescription> description(String ruleId) {
        return descriptions().stream()
                .filter(description -> description.version().id().equals(ruleId))
                .findFirst();
    }

    /** How many codes of a rule are not verified; empty where there is no such rule. */
    public Optional<UnverifiedCodes> codes(String ruleId) {
        return rules.stream()
                .filter(rule -> rule.definition().version().id().equals(ruleId))
                .map(rule -> UnverifiedCodes.of(rule, libraries, valueSets))
                .findFirst();
    }

    /** The stages the pack itself gives; models are at pilot. For installations without release records of their own. */
    public Releases releases() {
        Map<String, Stage> stages = rules.stream()
                .map(rule -> rule.definition().description())
                .collect(Collectors.toMap(rule -> rule.version().id(), RuleDescription::stage));
        return new Releases() {
            @Override
            public Stage ofRule(RuleVersion rule) {
                return stages.getOrDefault(rule.id(), Stage.SUSPENDED);
            }

            @Override
            public Stage ofModel(ModelVersion model, Outcome outcome) {
                return Stage.PILOT;
            }
        };
    }

    /** Every rule's version, in the pack's order. */
    public List<RuleVersion> versions() {
        return descriptions().stream().map(RuleDescription::version).toList();
    }

    List<GoldenCase> goldenCases(Rule rule) {
        return rule.definition().golden().stream()
                .map(name -> goldenCase(rule, name))
                .toList();
    }

    GoldenCase goldenCase(Rule rule, String name) {
        return GoldenCase.read(files, rule.definition().folder(), name);
    }

    int graceDays() {
        return graceDays;
    }

    List<Rule> rules() {
        return rules;
    }

    CqlLibraries libraries() {
        return libraries;
    }

    /** CQL of every library, shared ones first. */
    List<String> libraryTexts() {
        return libraries.sources();
    }

    /** Whether a rule about orders looks for a code in a new allergy or problem. */
    boolean looksFor(Coding code) {
        return newEntries.stream().anyMatch(url -> valueSets.contains(url, code.system(), code.code()));
    }

    ValueSets valueSets() {
        return valueSets;
    }
}
