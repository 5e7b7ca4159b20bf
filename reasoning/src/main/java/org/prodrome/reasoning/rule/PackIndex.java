package org.prodrome.reasoning.rule;

import java.util.List;

/**
 * A pack's {@code pack.json}.
 *
 * @param rules folders of the rules, in the order they run
 * @param shared names of CQL libraries that several rules include, in {@code shared/}
 * @param newEntries URLs of the value sets in which rules about orders look up a new allergy or problem
 * @param graceDaysAfterReview how many days a rule still runs past its review date
 */
record PackIndex(
        String name,
        String version,
        List<String> rules,
        List<String> shared,
        List<String> newEntries,
        int graceDaysAfterReview) {

    /** No rules. */
    static final PackIndex NOTHING = new PackIndex("", "", List.of(), List.of(), List.of(), 0);

    /** A site's, beside a pack: the pack's grace holds for its rules too. */
    static PackIndex ofSite(PackFiles files) {
        RuleJson json = RuleJson.parse("pack.json", files.read("pack.json"));
        return new PackIndex(
                json.text("name"),
                json.text("version"),
                json.texts("rules"),
                json.texts("shared"),
                json.texts("newEntries"),
                0);
    }

    static PackIndex read(PackFiles files) {
        RuleJson json = RuleJson.parse("pack.json", files.read("pack.json"));
        return new PackIndex(
                json.text("name"),
                json.text("version"),
                json.texts("rules"),
                json.texts("shared"),
                json.texts("newEntries"),
                json.integer("graceDaysAfterReview"));
    }
}
