package org.prodrome.reasoning.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.elm.r1.Library;
import org.jspecify.annotations.Nullable;
import org.prodrome.reasoning.failure.ReasoningException.BrokenRule;

/**
 * Reads a pack, and a site's own rules beside it. What is wrong in the pack ends the reading; a wrong rule of the site is set
 * aside.
 */
final class RulePackReader {
    private static final Pattern LIBRARY = Pattern.compile("(?m)^library (\\w+) version '([^']+)'");

    private final PackFiles files;
    private final PackIndex index;
    private final @Nullable PackIndex site;
    private final boolean tolerant;
    private final ValueSetFiles valueSets;
    private final Map<String, byte[]> sharedFiles = new LinkedHashMap<>();
    private final Map<String, String> cql = new LinkedHashMap<>();
    private final Map<String, String> fileOf = new HashMap<>();
    private final List<SetAside> setAside = new ArrayList<>();

    private RulePackReader(PackFiles files, PackIndex index, @Nullable PackIndex site, boolean tolerant) {
        this.files = files;
        this.index = index;
        this.site = site;
        this.tolerant = tolerant;
        this.valueSets = new ValueSetFiles(files);
    }

    /** A pack alone; the first thing that is wrong ends the reading. */
    static RulePack read(PackFiles files) {
        return new RulePackReader(files, PackIndex.read(files), null, false).read();
    }

    /** A pack with a site's rules; a wrong one of the site's is set aside. */
    static RulePack read(PackFiles pack, PackFiles site) {
        return new RulePackReader(
                        new PackFiles.WithSite(pack, site), PackIndex.read(pack), PackIndex.ofSite(site), false)
                .read();
    }

    /** A pack as far as it can be read, to list all that is wrong with it. */
    static RulePack inspect(PackFiles files) {
        return new RulePackReader(files, PackIndex.read(files), null, true).read();
    }

    private RulePack read() {
        shared(index.shared(), tolerant);
        List<RuleFolder> own = folders(index.rules(), Set.of(), tolerant);
        Map<String, byte[]> sharedOfPack = Map.copyOf(sharedFiles);
        PackIndex local = site == null ? PackIndex.NOTHING : site;
        shared(local.shared(), true);
        List<RuleFolder> sites = folders(local.rules(), Set.copyOf(index.rules()), true);
        CqlLibraries libraries = new CqlLibraries(List.copyOf(cql.values()), fileOf);
        checkShared(libraries);
        List<Rule> rules = new ArrayList<>();
        compile(own, libraries, sharedOfPack, tolerant, rules);
        compile(sites, libraries, sharedFiles, true, rules);
        Set<String> newEntries = new HashSet<>(index.newEntries());
        newEntries.addAll(local.newEntries());
        checkKnown(newEntries);
        return new RulePack(index, hash(rules), rules, setAside, libraries, valueSets.sets(), newEntries, files);
    }

    private void checkKnown(Set<String> newEntries) {
        newEntries.stream()
                .filter(url -> !valueSets.sets().knows(url))
                .findFirst()
                .ifPresent(url -> {
                    throw PackProblem.in("pack.json", "newEntries: expected value sets of rules, found " + url);
                });
    }

    private static String hash(List<Rule> rules) {
        Map<String, byte[]> hashes = new TreeMap<>();
        rules.forEach(rule -> hashes.put(
                rule.definition().folder(), rule.definition().version().hash().getBytes(StandardCharsets.US_ASCII)));
        return PackHash.of(hashes);
    }

    private void shared(List<String> names, boolean lenient) {
        for (String name : names) {
            String file = "shared/" + name + ".cql";
            orSetAside(name, lenient, () -> {
                add(name, file, files.text(file));
                sharedFiles.put(file, files.read(file));
            });
        }
    }

    private List<RuleFolder> folders(List<String> names, Set<String> taken, boolean lenient) {
        List<RuleFolder> folders = new ArrayList<>();
        Set<String> seen = new HashSet<>(taken);
        for (String name : names) {
            orSetAside(name, lenient, () -> {
                if (!seen.add(name)) {
                    throw PackProblem.in("pack.json", "rules: expected each rule once, found " + name + " again");
                }
                RuleFolder folder = RuleFolder.read(files, name);
                folder.valueSets().forEach(valueSets::add);
                add(folder.library(), folder.cqlFile(), folder.cql(files, valueSets.urls(folder.valueSets())));
                folders.add(folder);
            });
        }
        return folders;
    }

    private void add(String library, String file, String text) {
        if (cql.putIfAbsent(library, text) != null) {
            throw PackProblem.in(file, "library: expected a name of its own, found " + library + " twice");
        }
        fileOf.put(library, file);
    }

    private void compile(
            List<RuleFolder> folders,
            CqlLibraries libraries,
            Map<String, byte[]> shared,
            boolean lenient,
            List<Rule> rules) {
        RuleCompiler compiler = new RuleCompiler(files, libraries, valueSets.sets(), shared, cql);
        folders.forEach(folder -> orSetAside(folder.name(), lenient, () -> rules.add(compiler.rule(folder))));
    }

    private void orSetAside(String rule, boolean lenient, Runnable work) {
        try {
            work.run();
        } catch (BrokenRule problem) {
            if (!lenient) {
                throw problem;
            }
            setAside.add(new SetAside(rule, String.valueOf(problem.getMessage())));
        }
    }

    /** A shared library's version is the one its first line states. Of a site's, the rules that include it tell. */
    private void checkShared(CqlLibraries libraries) {
        Collection<String> ofPack = index.shared();
        for (String name : ofPack) {
            String file = "shared/" + name + ".cql";
            orSetAside(name, tolerant, () -> {
                Matcher head =
                        LIBRARY.matcher(Optional.ofNullable(cql.get(name)).orElse(""));
                if (!head.find() || !head.group(1).equals(name)) {
                    throw PackProblem.in(file, "expected the line: library " + name + " version '...'");
                }
                Library library = libraries.compile(name, head.group(2));
                RuleCompiler.checkValueSets(file, library, valueSets.sets());
                MedicationRetrieves.places(library).stream().findFirst().ifPresent(place -> {
                    throw PackProblem.in(
                            file,
                            "line and column " + place
                                    + ": expected medications as an argument of a function, found a retrieve of them");
                });
            });
        }
    }
}
