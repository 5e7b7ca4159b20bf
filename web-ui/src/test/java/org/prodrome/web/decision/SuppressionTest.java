package org.prodrome.web.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.reasoning.card.Basis;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.store.Pseudonym;

class SuppressionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Basis RULE = new Basis.ByRule(new RuleVersion(
            "a-rule", "1", "A rule", "a citation", "https://example.org", "owner", LocalDate.of(2030, 1, 1), "hash"));
    private static final Pseudonym READER = new Pseudonym("c".repeat(64));
    private static final Matter MATTER = new Matter("a".repeat(64));
    private static final Suppression POLICY =
            new Suppression(Duration.ofHours(24), Duration.ofDays(90), Duration.ofDays(90), ZoneOffset.UTC);

    @Test
    void anAcceptedSuggestionIsNotOfferedAgain() {
        assertThat(POLICY.of(chartCard(Severity.INFO), List.of(yesterday(new Act.Accepted("order-fit"))), READER, NOW))
                .isPresent();
    }

    @Test
    void anAcceptanceThatWasTakenBackHoldsNothingBackAndTheNextOneDoes() {
        Decision first = yesterday(new Act.Accepted("order-fit"));
        Decision undone = yesterday(new Act.Withdrawn(first.id()));
        Decision second = yesterday(new Act.Accepted("order-fit"));

        assertThat(POLICY.of(chartCard(Severity.INFO), List.of(first, undone), READER, NOW))
                .isEmpty();
        assertThat(POLICY.of(chartCard(Severity.INFO), List.of(first, undone, second), READER, NOW))
                .contains(second);
    }

    @Test
    void whereSomethingWasTakenBackThatCannotBeReadAnAcceptanceHoldsNothingBackAndIsNotWrittenAgain() {
        Decision accepted = yesterday(new Act.Accepted("order-fit"));
        Decision lost = onCard(accepted.card(), new Act.Unreadable("WITHDRAWN"));
        Decision lostElsewhere = yesterday(new Act.Unreadable("WITHDRAWN"));
        Decision lostOverride = onCard(accepted.card(), new Act.Unreadable("OVERRIDDEN"));
        Card card = chartCard(Severity.INFO);

        assertThat(POLICY.of(card, List.of(accepted, lost), READER, NOW)).isEmpty();
        assertThat(POLICY.isAccepted(card, List.of(accepted, lost), NOW)).isTrue();
        assertThat(POLICY.of(card, List.of(accepted, lostElsewhere, lostOverride), READER, NOW))
                .contains(accepted);
    }

    private static Decision onCard(UUID card, Act act) {
        Decision decision = yesterday(act);
        return new Decision(decision.id(), card, MATTER, act, decision.channel(), decision.actor(), decision.at());
    }

    @ParameterizedTest
    @EnumSource
    void anAcceptedOrderWarningComesBackWhenTheOrderIsEnteredAgain(Severity severity) {
        assertThat(POLICY.of(orderCard(severity), List.of(ofCritical(new Act.Accepted("remove"), READER)), READER, NOW))
                .isEmpty();
    }

    @Test
    void anOverriddenWarningStaysAwayForItsTime() {
        Decision override = yesterday(new Act.Overridden("will-monitor", null));

        assertThat(POLICY.of(orderCard(Severity.WARNING), List.of(override), READER, NOW))
                .isPresent();
        assertThat(POLICY.of(orderCard(Severity.WARNING), List.of(override), READER, NOW.plus(Duration.ofDays(91))))
                .isEmpty();
    }

    @Test
    void anOverriddenCriticalWarningComesBackTheNextDay() {
        Decision override = ofCritical(new Act.Overridden("will-monitor", null), READER);

        assertThat(POLICY.of(orderCard(Severity.CRITICAL), List.of(override), READER, NOW))
                .contains(override);
        assertThat(POLICY.of(orderCard(Severity.CRITICAL), List.of(override), READER, NOW.plus(Duration.ofHours(2))))
                .isEmpty();
    }

    @Test
    void nobodyElsesOverrideHoldsACriticalWarningBackAndOfALessUrgentOneItDoes() {
        Decision another = ofCritical(new Act.Overridden("will-monitor", null), new Pseudonym("d".repeat(64)));

        assertThat(POLICY.of(orderCard(Severity.CRITICAL), List.of(another), READER, NOW))
                .isEmpty();
        assertThat(POLICY.of(orderCard(Severity.CRITICAL), List.of(another), null, NOW))
                .isEmpty();
        assertThat(POLICY.of(orderCard(Severity.WARNING), List.of(another), READER, NOW))
                .isPresent();
    }

    @Test
    void anOverrideFromBeforeItWasCriticalHoldsNothingBackNorDoesASnoozeOrAnAcceptedSuggestion() {
        Decision before = yesterday(new Act.Overridden("will-monitor", null));
        Decision snooze = ofCritical(new Act.Snoozed(LocalDate.of(2030, 1, 1)), READER);
        Decision accepted = ofCritical(new Act.Accepted("order:x"), READER);

        assertThat(POLICY.of(chartCard(Severity.CRITICAL), List.of(before, snooze, accepted), READER, NOW))
                .isEmpty();
        assertThat(POLICY.isAccepted(chartCard(Severity.CRITICAL), List.of(accepted), NOW))
                .as("it is not written twice")
                .isTrue();
    }

    @Test
    void aSnoozeEndsOnItsDay() {
        Decision snooze = yesterday(new Act.Snoozed(LocalDate.of(2026, 11, 21)));

        assertThat(POLICY.of(chartCard(Severity.INFO), List.of(snooze), READER, NOW))
                .isPresent();
        assertThat(POLICY.of(chartCard(Severity.INFO), List.of(snooze), READER, NOW.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void aContestedCardStays() {
        assertThat(POLICY.of(
                        chartCard(Severity.INFO),
                        List.of(yesterday(new Act.Contested("wrong patient age"))),
                        READER,
                        NOW))
                .isEmpty();
    }

    @Test
    void aDecisionOnAnotherMatterHoldsNothingBack() {
        Decision other = new Decision(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new Matter("b".repeat(64)),
                new Act.Accepted("x"),
                Channel.APP,
                new Pseudonym("c".repeat(64)),
                NOW);

        assertThat(POLICY.of(chartCard(Severity.INFO), List.of(other), READER, NOW))
                .isEmpty();
    }

    @Test
    void aCardThatSaysNotCheckedIsNeverHeldBack() {
        Card card = new Card(
                MATTER,
                Severity.INFO,
                "Not checked",
                "Why",
                new Basis.NotEvaluated(),
                List.of(),
                List.of(),
                List.of("eGFR"),
                List.of(),
                null,
                List.of());

        assertThat(POLICY.of(card, List.of(yesterday(new Act.Overridden("will-monitor", null))), READER, NOW))
                .isEmpty();
    }

    private static Decision ofCritical(Act act, Pseudonym actor) {
        Decision decision = yesterday(act);
        return new Decision(
                decision.id(),
                decision.card(),
                MATTER,
                act,
                Channel.APP,
                actor,
                decision.at(),
                Set.of(),
                Set.of(MATTER),
                null);
    }

    private static Decision yesterday(Act act) {
        return new Decision(
                UUID.randomUUID(),
                UUID.randomUUID(),
                MATTER,
                act,
                Channel.APP,
                new Pseudonym("c".repeat(64)),
                NOW.minus(Duration.ofHours(23)));
    }

    private static Card chartCard(Severity severity) {
        return card(severity, null);
    }

    private static Card orderCard(Severity severity) {
        return card(severity, new FhirReference("MedicationRequest", "draft-1", null));
    }

    private static Card card(Severity severity, @Nullable FhirReference order) {
        return new Card(
                MATTER, severity, "A card", "Why", RULE, List.of(), List.of(), List.of(), List.of(), order, List.of());
    }
}
