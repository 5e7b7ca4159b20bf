package org.prodrome.web.workbench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.rule.GoldenTests;
import org.prodrome.reasoning.rule.LocalRules;
import org.prodrome.reasoning.rule.LocalSettings;
import org.prodrome.reasoning.rule.RuleDescription;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.rule.RuleTrial;
import org.prodrome.web.advice.FiringCounts;
import org.prodrome.web.governance.ReleaseRegister;
import org.prodrome.web.governance.RuleChange;
import org.prodrome.web.governance.RuleChangeDesk;
import org.prodrome.web.governance.RuleSettings;
import org.prodrome.web.governance.RuleSettingsBook;
import org.prodrome.web.governance.RuleState;

/** What the pages ask: the pack, what the site makes of it, and trials of it. Changes go to {@link RuleChangeDesk}. */
final class RulesDesk {
    static final int COUNTED_DAYS = 30;

    private final RulePack pack;
    private final ReleaseRegister releases;
    private final RuleSettingsBook book;
    private final RuleChangeDesk changes;
    private final FiringCounts counts;
    private final Trials trials;
    private final Clock clock;
    private final ZoneId zone;

    RulesDesk(
            RulePack pack,
            ReleaseRegister releases,
            RuleSettingsBook book,
            RuleChangeDesk changes,
            FiringCounts counts,
            Trials trials,
            Clock clock,
            ZoneId zone) {
        this.pack = pack;
        this.releases = releases;
        this.book = book;
        this.changes = changes;
        this.counts = counts;
        this.trials = trials;
        this.clock = clock;
        this.zone = zone;
    }

    RulePack pack() {
        return pack;
    }

    RuleChangeDesk changes() {
        return changes;
    }

    ZoneId zone() {
        return zone;
    }

    Instant now() {
        return Instant.now(clock);
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    Review review(RuleVersion rule) {
        return Review.of(rule.reviewBy(), today());
    }

    /** Rules that are shown to fewer people than before they changed, with the state before. */
    Map<RuleDescription, RuleState> narrower() {
        Map<String, RuleState> before = releases.narrower(pack.versions());
        Map<RuleDescription, RuleState> narrower = new LinkedHashMap<>();
        pack.descriptions().stream()
                .filter(rule -> before.containsKey(rule.version().id()))
                .forEach(rule -> narrower.put(
                        rule, Objects.requireNonNull(before.get(rule.version().id()))));
        return narrower;
    }

    /** Every rule, in the pack's order. */
    List<RuleRow> rows() {
        Map<String, RuleCounts> counted = counted();
        List<RuleChange> open = changes.open();
        return pack.descriptions().stream()
                .map(rule -> row(rule, counted, open))
                .toList();
    }

    private Map<String, RuleCounts> counted() {
        Instant now = Instant.now(clock);
        Map<String, RuleCounts> byRule = new HashMap<>();
        counts.between(now.minus(Duration.ofDays(COUNTED_DAYS)), now)
                .forEach(version -> byRule.merge(version.source(), RuleCounts.of(version), RuleCounts::plus));
        return byRule;
    }

    private RuleRow row(RuleDescription rule, Map<String, RuleCounts> counted, List<RuleChange> open) {
        RuleVersion version = rule.version();
        RuleChange waiting = open.stream()
                .filter(change -> change.ruleId().equals(version.id()))
                .filter(change -> change.version().equals(version.version()))
                .findFirst()
                .orElse(null);
        return new RuleRow(
                rule,
                RuleState.of(releases.ofRule(version)),
                book.of(version),
                counted.getOrDefault(version.id(), RuleCounts.NONE),
                waiting,
                review(version));
    }

    Optional<RuleDescription> rule(String id) {
        return pack.description(id);
    }

    String cql(String ruleId) {
        return pack.cql(ruleId).orElse("");
    }

    /**
     * The rule's golden cases as they come out with these settings.
     *
     * @throws Trials.Refused where they could not be run to their end
     */
    List<GoldenTests.Result> golden(RuleDescription rule, RuleSettings settings) {
        try {
            return trials.run(() -> GoldenTests.run(pack, rule.version().id(), local(settings)));
        } catch (ReasoningException | FhirAdapterException broken) {
            throw new Trials.Refused("The golden cases can't be run: " + broken.getMessage());
        }
    }

    /**
     * One patient with the settings in force; nothing of the patient is kept.
     *
     * @throws Trials.Refused where it could not be run to its end
     */
    RuleTrial.Trace explain(RuleDescription rule, RuleTrial.Patient patient) {
        RuleSettings settings = changes.inForce(rule.version()).settings();
        return trials.run(() -> RuleTrial.explain(pack, rule.version().id(), patient, local(settings)));
    }

    private static LocalRules local(RuleSettings settings) {
        LocalSettings same = new LocalSettings(settings.severity(), settings.parameters());
        return rule -> same;
    }
}
