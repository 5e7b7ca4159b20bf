package org.prodrome.web.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.card.Joined;
import org.prodrome.reasoning.card.Matter;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.advice.TestCards;
import org.prodrome.web.store.Pseudonym;
import tools.jackson.databind.json.JsonMapper;

/** What an override holds back: in its encounter, elsewhere, and of joined cards. */
class EpisodeTest {
    private static final Instant DECIDED = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HERE = "e".repeat(64);
    private static final String ELSEWHERE = "d".repeat(64);
    private static final Suppression POLICY = new Suppression(
            Duration.ofHours(24),
            Duration.ofDays(90),
            Duration.ofDays(90),
            Duration.ofDays(30),
            Duration.ofDays(3),
            ZoneOffset.UTC);
    private static final Pseudonym READER = new Pseudonym("c".repeat(64));

    @Property
    void aCriticalOverrideHoldsForThreeDaysInItsEncounterAndElsewhereForOne(@ForAll @IntRange(max = 100) int hours) {
        Card card = TestCards.ofOrder("a", Severity.CRITICAL);
        List<Decision> decided = List.of(on(card, overridden(), HERE));
        Instant now = DECIDED.plus(Duration.ofHours(hours));

        assertThat(POLICY.of(card, decided, READER, HERE, now).isPresent()).isEqualTo(hours < 3 * 24);
        assertThat(POLICY.of(card, decided, READER, ELSEWHERE, now).isPresent()).isEqualTo(hours < 24);
        assertThat(POLICY.of(card, decided, READER, null, now).isPresent()).isEqualTo(hours < 24);
    }

    @Property
    void aLessUrgentOverrideHoldsInItsEncounterForLongerThanElsewhere(@ForAll @IntRange(max = 100) int hours) {
        Suppression policy = new Suppression(
                Duration.ofHours(24),
                Duration.ofHours(12),
                Duration.ZERO,
                Duration.ofHours(48),
                Duration.ofHours(24),
                ZoneOffset.UTC);
        Card card = TestCards.ofOrder("a", Severity.WARNING);
        List<Decision> decided = List.of(on(card, overridden(), HERE));
        Instant now = DECIDED.plus(Duration.ofHours(hours));

        assertThat(policy.of(card, decided, READER, HERE, now).isPresent()).isEqualTo(hours < 48);
        assertThat(policy.of(card, decided, READER, ELSEWHERE, now).isPresent()).isEqualTo(hours < 12);
    }

    @Property
    void anOverrideOutsideOfAnyEncounterHoldsForItsTimeAlone(
            @ForAll Severity severity, @ForAll @IntRange(max = 100 * 24) int hours) {
        Card card = TestCards.ofOrder("a", severity);
        int time = severity == Severity.CRITICAL ? 24 : 90 * 24;

        assertThat(POLICY.of(
                                card,
                                List.of(on(card, overridden(), null)),
                                READER,
                                HERE,
                                DECIDED.plus(Duration.ofHours(hours)))
                        .isPresent())
                .isEqualTo(hours < time);
    }

    @Property
    void anAcceptedWarningAboutAnOrderHoldsNothingBackInItsEncounterEither(
            @ForAll Severity severity, @ForAll @IntRange(max = 1000) int hours) {
        Card card = TestCards.ofOrder("a", severity);

        assertThat(POLICY.of(
                        card,
                        List.of(on(card, new Act.Accepted("remove"), HERE)),
                        READER,
                        HERE,
                        DECIDED.plus(Duration.ofHours(hours))))
                .isEmpty();
    }

    @Property
    void otherFactsAreAnotherMatterInTheSameEncounterToo(@ForAll Severity severity) {
        Card before = TestCards.ofOrder("a", severity);
        Card after = TestCards.ofOrder("a with another eGFR", severity);

        assertThat(POLICY.of(after, List.of(on(before, overridden(), HERE)), READER, HERE, DECIDED))
                .isEmpty();
    }

    @Test
    void aDecisionOnAJoinedCardHoldsTheRiskThatComesAloneLater() {
        Card rule = TestCards.ofPatient("ckd-unlisted", Severity.INFO);
        Card risk = TestCards.ofModel("ckd-4");
        Decision decision = on(Joined.of(List.of(rule, risk)), overridden(), null);

        assertThat(POLICY.of(risk, List.of(decision), READER, DECIDED)).contains(decision);
        assertThat(POLICY.of(rule, List.of(decision), READER, DECIDED)).contains(decision);
    }

    @Property
    void aJoinedCardIsHeldBackOnlyWhenEachOfItsPartsIs(@ForAll boolean firstDecided, @ForAll boolean secondDecided) {
        Card first = TestCards.ofOrder("a", Severity.CRITICAL);
        Card second = TestCards.ofOrder("b", Severity.WARNING);
        List<Decision> decided = new ArrayList<>();
        if (firstDecided) {
            decided.add(on(first, overridden(), HERE));
        }
        if (secondDecided) {
            decided.add(on(second, overridden(), HERE));
        }

        assertThat(POLICY.of(Joined.of(List.of(first, second)), decided, READER, HERE, DECIDED)
                        .isPresent())
                .isEqualTo(firstDecided && secondDecided);
    }

    @Test
    void aReasonThatAsksForAReminderIsASnoozeUnlessTheCardIsCritical() {
        OverrideReasons reasons = new OverrideReasons(new JsonMapper());
        LocalDate day = LocalDate.of(2026, 11, 20);

        assertThat(reasons.act("remind-in-7-days", null, Severity.WARNING, day))
                .isEqualTo(new Act.Snoozed(LocalDate.of(2026, 11, 27)));
        assertThat(reasons.act("remind-in-7-days", "soon", Severity.CRITICAL, day))
                .isEqualTo(new Act.Overridden("remind-in-7-days", "soon"));
        assertThat(reasons.act("will-monitor", null, Severity.WARNING, day))
                .isEqualTo(new Act.Overridden("will-monitor", null));
        assertThat(reasons.act("a-site's-own", "words", Severity.WARNING, day))
                .isEqualTo(new Act.Overridden("other", "words"));
        assertThat(reasons.of(Severity.CRITICAL))
                .isEqualTo(reasons.plain())
                .hasSize(reasons.all().size() - 1);
    }

    private static Act overridden() {
        return new Act.Overridden("will-monitor", null);
    }

    private static Decision on(Card card, Act act, @Nullable String episode) {
        Set<Matter> matters = new HashSet<>();
        Set<Matter> criticals = new HashSet<>();
        card.separate().forEach(part -> {
            matters.add(part.matter());
            if (part.severity() == Severity.CRITICAL) {
                criticals.add(part.matter());
            }
        });
        return new Decision(
                UUID.randomUUID(),
                UUID.randomUUID(),
                card.matter(),
                act,
                Channel.CDS,
                READER,
                DECIDED,
                matters,
                criticals,
                episode);
    }
}
