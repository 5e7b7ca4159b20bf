package org.prodrome.reasoning.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.prodrome.reasoning.finding.RuleResult;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;

/**
 * A rule's {@code rule.json}, read and checked.
 *
 * @param folder the rule's folder in the pack
 * @param description what governance shows
 * @param kind what its firing means
 * @param library name of its CQL library
 * @param libraryVersion version of it
 * @param needs resource types without which it can't be evaluated
 * @param notEvaluated headline when it can't be evaluated
 * @param proposals what it proposes when it fires
 * @param whenMissing what it proposes when it can't be evaluated
 * @param objectsToProposals whether what it says of a proposed product speaks against proposing it though it only informs
 * @param golden names of its golden cases
 */
record RuleDefinition(
        String folder,
        RuleDescription description,
        RuleResult.Kind kind,
        String library,
        String libraryVersion,
        Set<String> needs,
        String notEvaluated,
        List<Template> proposals,
        List<Template> whenMissing,
        boolean objectsToProposals,
        List<String> golden) {

    RuleVersion version() {
        return description.version();
    }

    static RuleDefinition read(String folder, RuleJson json, String hash) {
        RuleVersion version = new RuleVersion(
                json.text("id"),
                json.text("version"),
                json.text("title"),
                json.text("citation"),
                json.text("citationUrl"),
                json.text("owner"),
                json.date("reviewBy"),
                hash);
        if (!version.id().equals(folder)) {
            throw json.wrong("id", "the folder's name, " + folder, json.node().path("id"));
        }
        return new RuleDefinition(
                folder,
                new RuleDescription(
                        version,
                        json.choice("severity", Severity.class),
                        hooks(json),
                        json.choice("stage", Stage.class),
                        json.objects("parameters", RuleDefinition::parameter),
                        json.texts("outcomes"),
                        attributes(version, json.object("attributes"))),
                json.choice("kind", RuleResult.Kind.class),
                json.text("library"),
                json.text("version"),
                Set.copyOf(json.texts("needs")),
                headline(json, "notEvaluated"),
                json.objects("proposals", Template::read),
                json.objects("whenMissing", Template::read),
                json.flag("objectsToProposals"),
                json.texts("golden"));
    }

    private static String headline(RuleJson json, String field) {
        String text = json.text(field);
        if (text.length() >= 140) {
            throw json.wrong(field, "under 140 characters", json.node().path(field));
        }
        return text;
    }

    private static Set<Hook> hooks(RuleJson json) {
        Set<Hook> hooks = EnumSet.noneOf(Hook.class);
        json.texts("moments")
                .forEach(text -> hooks.add(Hook.named(text)
                        .orElseThrow(() -> json.wrong(
                                "moments",
                                "hook names such as order-sign",
                                json.node().path("moments")))));
        if (hooks.isEmpty()) {
            throw json.wrong("moments", "at least one hook", json.node().path("moments"));
        }
        return hooks;
    }

    private static RuleDescription.Parameter parameter(RuleJson json) {
        String unit = json.optionalText("unit");
        return new RuleDescription.Parameter(
                json.text("name"), json.number("value"), unit == null ? "" : unit, json.text("meaning"));
    }

    private static SourceAttributes attributes(RuleVersion version, RuleJson json) {
        return new SourceAttributes(
                version.citation() + " " + version.citationUrl(),
                json.text("developer"),
                json.text("funding"),
                json.text("dates"),
                json.text("race"),
                json.text("ethnicity"),
                json.text("language"),
                json.text("sexualOrientation"),
                json.text("genderIdentity"),
                json.text("sex"),
                json.text("dateOfBirth"),
                json.text("socialDeterminants"),
                json.text("healthStatusAssessments"));
    }
}
