package org.prodrome.reasoning.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one rule.
 *
 * @param name the folder
 * @param json its rule.json
 * @param library name of its CQL library
 * @param valueSets files of the value sets it uses
 * @param golden names of its golden cases
 */
record RuleFolder(String name, RuleJson json, String library, List<String> valueSets, List<String> golden) {
    /** Cases no rule may be without. */
    static final List<String> REQUIRED_GOLDEN = List.of("fires", "silent", "cannot-evaluate");

    private static final String ENDED_MEDICATIONS = "MedicationRequest.other";

    /** Places for a washout: {@code stoppedDays}, {@code firstStoppedDays} ... */
    private static final Pattern STOPPED_DAYS = Pattern.compile("(?:stopped|\\w+Stopped)Days");

    /** Name of the generic text its CQL is made of; empty for a rule with CQL of its own. */
    Optional<String> generic() {
        return Optional.ofNullable(json.optionalText("generic"));
    }

    static RuleFolder read(PackFiles files, String name) {
        String file = name + "/rule.json";
        RuleJson json = RuleJson.parse(file, files.read(file));
        List<String> sets = json.texts("valueSets").stream()
                .map(set -> "valuesets/" + set + ".json")
                .toList();
        List<String> golden = json.texts("golden");
        REQUIRED_GOLDEN.stream()
                .filter(required -> !golden.contains(required))
                .findFirst()
                .ifPresent(required -> {
                    throw json.wrong(
                            "golden", "a case named " + required, json.node().path("golden"));
                });
        return new RuleFolder(name, json, json.text("library"), sets, golden);
    }

    String ruleFile() {
        return name + "/rule.json";
    }

    /** Where its CQL is written: in its own folder, or with the generic ones. */
    String cqlFile() {
        return generic().map(Generic::file).orElse(name + "/" + library + ".cql");
    }

    /** The text of its library. */
    String cql(PackFiles files, java.util.Map<String, String> valueSetUrls) {
        return generic()
                .map(generic -> Generic.read(files, generic).of(json, valueSetUrls))
                .orElseGet(() -> files.text(cqlFile()));
    }

    String planFile() {
        return name + "/PlanDefinition-" + name + ".json";
    }

    /**
     * A rule that counts what was stopped so many days ago needs the ended medications: without them it would pass over a washout,
     * and nobody would learn that they were not read.
     */
    void checkEndedMedications() {
        if (generic().isEmpty()) {
            return;
        }
        RuleJson with = json.object("with");
        List<String> needs = json.texts("needs");
        with.node().fieldNames().forEachRemaining(place -> {
            if (STOPPED_DAYS.matcher(place).matches()
                    && with.node().path(place).asInt() > 0
                    && !needs.contains(ENDED_MEDICATIONS)) {
                throw json.wrong(
                        "needs",
                        ENDED_MEDICATIONS + " among them, since " + place + " counts medications that were stopped",
                        json.node().path("needs"));
            }
        });
    }

    /** Everything that decides what the rule says. */
    List<String> files() {
        Stream<String> own =
                generic().isPresent() ? Stream.of(ruleFile(), cqlFile()) : Stream.of(ruleFile(), cqlFile(), planFile());
        return Stream.concat(own, valueSets.stream()).toList();
    }
}
