package org.prodrome.web.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.card.Card;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.web.config.NotShownSettings;
import org.prodrome.web.config.NotShownSettings.Kind;
import org.prodrome.web.decision.Channel;

class NotShownTest {
    private static final String USER = "https://ehr.example/fhir/Practitioner/7";
    private static final Set<String> NONE = Set.of();

    @Test
    void aRuleIsKeptFromARoleThatIsConfiguredForAUser() {
        NotShown policy = policy(entry(Set.of("statin"), Set.of(), Set.of("pharmacist"), NONE, NONE, false));

        assertThat(policy.of(TestCards.ofPatient("statin", Severity.INFO), asker(USER, Whereabouts.UNKNOWN)))
                .contains(Showing.ROLE);
        assertThat(policy.of(TestCards.ofPatient("statin", Severity.INFO), asker(USER + "1", Whereabouts.UNKNOWN)))
                .isEmpty();
        assertThat(policy.of(TestCards.ofPatient("other", Severity.INFO), asker(USER, Whereabouts.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void theTypeOfTheUsersResourceAndAPractitionerRolesCodeAreRolesToo() {
        NotShown patients = policy(entry(Set.of("statin"), Set.of(), Set.of("Patient"), NONE, NONE, false));
        NotShown nurses = policy(entry(Set.of("statin"), Set.of(), Set.of("106292003"), NONE, NONE, false));
        Card card = TestCards.ofPatient("statin", Severity.INFO);

        assertThat(patients.of(card, asker("https://ehr.example/fhir/Patient/1", Whereabouts.UNKNOWN)))
                .contains(Showing.ROLE);
        assertThat(nurses.of(card, asker(USER, new Whereabouts(null, Set.of("106292003"), NONE, NONE))))
                .contains(Showing.ROLE);
    }

    @Test
    void unitAndServiceAreThoseOfTheEncounterAndAllThatIsGivenMustHold() {
        Card info = TestCards.ofPatient("statin", Severity.INFO);
        NotShown both = policy(entry(NONE, Set.of(Severity.INFO), NONE, Set.of("Location/icu"), Set.of("394"), false));
        Asker inBoth = asker(USER, new Whereabouts("e1", NONE, Set.of("Location/icu"), Set.of("394")));
        Asker inUnit = asker(USER, new Whereabouts("e1", NONE, Set.of("Location/icu"), NONE));

        assertThat(both.of(info, inBoth)).contains(Showing.UNIT);
        assertThat(both.of(info, inUnit)).isEmpty();
        NotShown service = policy(entry(NONE, Set.of(Severity.INFO), NONE, NONE, Set.of("394"), false));
        assertThat(service.of(info, inBoth)).contains(Showing.SERVICE);
        assertThat(service.of(TestCards.ofPatient("statin", Severity.WARNING), inBoth))
                .isEmpty();
    }

    @Test
    void aKindMayBeKeptFromARole() {
        NotShown risks = new NotShown(
                List.of(new NotShownSettings(
                        NONE, Set.of(), Set.of(Kind.RISK), Set.of("Practitioner"), NONE, NONE, false, "why")),
                Map.of());
        Asker asker = asker(USER, Whereabouts.UNKNOWN);

        assertThat(risks.of(TestCards.ofModel("ckd-4"), asker)).contains(Showing.ROLE);
        assertThat(risks.of(TestCards.ofPatient("statin", Severity.INFO), asker))
                .isEmpty();
        assertThat(risks.of(TestCards.ofOrder("interaction", Severity.WARNING), asker))
                .isEmpty();
    }

    @Property
    void nothingIsKeptFromWhomNothingIsKnownAndNoCardThatSaysNotChecked(
            @ForAll Severity severity, @ForAll boolean critical) {
        NotShown policy = policy(entry(Set.of("a", "not-evaluated"), Set.of(), Set.of("nurse"), NONE, NONE, critical));
        Asker nurse = asker(USER, new Whereabouts(null, Set.of("nurse"), NONE, NONE));

        assertThat(policy.of(TestCards.ofOrder("a", severity), asker(USER, Whereabouts.UNKNOWN)))
                .isEmpty();
        assertThat(policy.of(TestCards.notChecked(), nurse)).isEmpty();
    }

    @Property
    void aCriticalCardIsKeptOnlyByAnEntryThatNamesItsRuleAndSaysSo(@ForAll boolean evenCritical) {
        NotShown policy = policy(entry(Set.of("a"), Set.of(), Set.of("nurse"), NONE, NONE, evenCritical));
        Asker nurse = asker(USER, new Whereabouts(null, Set.of("nurse"), NONE, NONE));

        assertThat(policy.of(TestCards.ofOrder("a", Severity.CRITICAL), nurse).isPresent())
                .isEqualTo(evenCritical);
        assertThat(policy.of(TestCards.ofOrder("a", Severity.WARNING), nurse)).isPresent();
        assertThat(policy.of(TestCards.ofOrder("b", Severity.CRITICAL), nurse)).isEmpty();
    }

    @Test
    void anEntryThatWouldSilenceTooMuchOrSaysNotWhyEndsTheStart() {
        assertThatThrownBy(() -> entry(NONE, Set.of(), Set.of("nurse"), NONE, NONE, false))
                .hasMessageContaining("expected rules, severities or kinds");
        assertThatThrownBy(() -> entry(Set.of("a"), Set.of(), NONE, NONE, NONE, false))
                .hasMessageContaining("expected roles, units or services");
        assertThatThrownBy(() -> entry(NONE, Set.of(Severity.WARNING), Set.of("nurse"), NONE, NONE, true))
                .hasMessageContaining("expected rules beside even-critical");
        assertThatThrownBy(() -> entry(Set.of("a"), Set.of(Severity.CRITICAL), Set.of("nurse"), NONE, NONE, false))
                .hasMessageContaining("expected even-critical");
        assertThatThrownBy(() ->
                        new NotShownSettings(Set.of("a"), Set.of(), Set.of(), Set.of("nurse"), NONE, NONE, false, " "))
                .hasMessageContaining("expected a reason");
    }

    private static NotShown policy(NotShownSettings entry) {
        return new NotShown(List.of(entry), Map.of("pharmacist", List.of(USER)));
    }

    private static NotShownSettings entry(
            Set<String> rules,
            Set<Severity> severities,
            Set<String> roles,
            Set<String> units,
            Set<String> services,
            boolean evenCritical) {
        return new NotShownSettings(rules, severities, Set.of(), roles, units, services, evenCritical, "the committee");
    }

    private static Asker asker(String user, Whereabouts at) {
        return new Asker(Channel.CDS, user, "1", at);
    }
}
