package org.prodrome.web.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.governance.TestSite.ARNO;
import static org.prodrome.web.governance.TestSite.BEA;
import static org.prodrome.web.governance.TestSite.INES;
import static org.prodrome.web.governance.TestSite.PACKED;
import static org.prodrome.web.governance.TestSite.RULE;
import static org.prodrome.web.governance.TestSite.STRICTER;
import static org.prodrome.web.governance.TestSite.VERA;
import static org.prodrome.web.governance.TestSite.done;
import static org.prodrome.web.governance.TestSite.refused;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Severity;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.rule.LocalSettings;
import org.prodrome.web.TestStore;
import org.prodrome.web.governance.RuleChange.Status;

/** A rule's settings are changed by two people; it is stopped by one. */
class RuleChangeDeskTest {
    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void open() {
        site = TestSite.in(folder);
    }

    @Test
    void aProposalHoldsOnlyWhenASecondPersonReleasedIt() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(PACKED);
        assertThat(site.book.of(RULE)).isEqualTo(LocalSettings.NONE);

        done(site.desk.release(BEA, RULE, proposal.id(), "all cases hold"));

        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(STRICTER);
        assertThat(site.book.of(RULE)).isEqualTo(new LocalSettings(Severity.WARNING, Map.of("Valid For Months", 6)));
        assertThat(site.desk.inForce(RULE).proposal()).isEmpty();
    }

    @Test
    void aReleasedStateIsTheReleaseRegisters() {
        done(site.desk.release(
                BEA, RULE, site.proposed(INES, PACKED.in(RuleState.ON)).id(), "all cases hold"));

        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.GENERAL);
    }

    @Test
    void nobodyReleasesTheirOwnProposalWhateverTheirRoles() {
        RuleChange proposal = site.proposed(ARNO, STRICTER);

        assertThat(refused(site.desk.release(ARNO, RULE, proposal.id(), "all cases hold")))
                .contains("second person");
        assertThat(refused(site.desk.refuse(ARNO, RULE, proposal.id(), "no"))).contains("second person");
        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(PACKED);
    }

    @Test
    void releasingTakesTheRoleOfAnApprover() {
        RuleChange proposal = site.proposed(ARNO, STRICTER);

        assertThat(refused(site.desk.release(INES, RULE, proposal.id(), "all cases hold")))
                .contains("approver");
        assertThat(refused(site.desk.release(VERA, RULE, proposal.id(), "all cases hold")))
                .contains("approver");
        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(PACKED);
    }

    @Test
    void readersNeitherProposeNorStop() {
        assertThat(refused(site.desk.propose(VERA, RULE, 0, STRICTER, "why not")))
                .contains("informaticist");
        assertThat(refused(site.desk.stops().stop(VERA, RULE, RuleState.OFF, "why not")))
                .contains("informaticist");
        assertThat(refused(site.desk.propose(BEA, RULE, 0, STRICTER, "why not")))
                .contains("informaticist");
        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.PILOT);
    }

    @Test
    void aProposalFromAnOutdatedStateIsNotReleased() {
        RuleChange proposal = site.proposed(INES, PACKED.in(RuleState.ON));
        done(site.desk.stops().stop(INES, RULE, RuleState.OFF, "it fired on everybody"));

        assertThat(refused(site.desk.release(BEA, RULE, proposal.id(), "all cases hold")))
                .contains("changed after this was proposed");
        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.SUSPENDED);
    }

    @Test
    void aProposalFromBeforeAStopThatWasOverturnedIsNotReleasedEither() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        RuleChange stop = done(site.desk.stops().stop(INES, RULE, RuleState.OFF, "it fired on everybody"));
        done(site.desk.stops().overturn(BEA, RULE, stop.id(), "it was one chart"));

        assertThat(refused(site.desk.release(BEA, RULE, proposal.id(), "all cases hold")))
                .contains("changed after this was proposed");
    }

    @Test
    void whatIsRefusedInTheEndLeavesNothingBehind() {
        assertThat(refused(site.acting.held(RULE, kept -> {
                    site.acting.apply(RULE, PACKED, STRICTER.in(RuleState.ON), BEA);
                    return new ChangeOutcome.Refused("somebody else decided on it at that moment");
                })))
                .contains("at that moment");

        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(PACKED);
        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.PILOT);
    }

    @Test
    void aProposalFromAStageThatSomebodyElseMovedIsNotReleased() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        site.releases.move(Source.of(RULE), Stage.RETIRED, "another command");

        assertThat(refused(site.desk.release(BEA, RULE, proposal.id(), "all cases hold")))
                .contains("changed after this was proposed");
    }

    @Test
    void nobodyProposesFromAnOutdatedPage() {
        int seen = site.desk.inForce(RULE).revision();
        done(site.desk.release(BEA, RULE, site.proposed(INES, STRICTER).id(), "all cases hold"));

        assertThat(refused(site.desk.propose(ARNO, RULE, seen, PACKED, "back again")))
                .contains("while you looked at it");
    }

    @Test
    void oneProposalAtATime() {
        RuleChange first = site.proposed(INES, STRICTER);
        assertThat(refused(site.desk.propose(ARNO, RULE, 0, PACKED.in(RuleState.ON), "on with it")))
                .contains("Another proposal waits");

        done(site.desk.withdraw(INES, RULE, first.id()));

        assertThat(site.proposed(ARNO, PACKED.in(RuleState.ON)).status()).isEqualTo(Status.PROPOSED);
    }

    @Test
    void onlyItsAuthorTakesAProposalBackAndOnlyWhileItWaits() {
        RuleChange proposal = site.proposed(INES, STRICTER);

        assertThat(refused(site.desk.withdraw(ARNO, RULE, proposal.id()))).contains("author");
        done(site.desk.release(BEA, RULE, proposal.id(), "all cases hold"));
        assertThat(refused(site.desk.withdraw(INES, RULE, proposal.id()))).contains("while it waits");
    }

    @Test
    void aRefusedProposalChangesNothingAndIsNotReleasedLater() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        assertThat(refused(site.desk.refuse(BEA, RULE, proposal.id(), " "))).contains("why");
        done(site.desk.refuse(BEA, RULE, proposal.id(), "too strict"));

        assertThat(refused(site.desk.release(BEA, RULE, proposal.id(), "all cases hold")))
                .contains("decided on already");
        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(PACKED);
        assertThat(Objects.requireNonNull(
                                site.desk.inForce(RULE).changes().getFirst().decision())
                        .reason())
                .isEqualTo("too strict");
    }

    @Test
    void onePersonStopsARuleAtOnceAndAnotherConfirms() {
        RuleChange stop = done(site.desk.stops().stop(INES, RULE, RuleState.SILENT, "it fired on everybody"));

        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.SILENT);
        assertThat(site.desk.inForce(RULE).unconfirmedStop()).contains(stop);
        assertThat(refused(site.desk.stops().confirm(INES, RULE, stop.id()))).contains("approver");
        done(site.desk.stops().confirm(BEA, RULE, stop.id()));
        assertThat(site.desk.inForce(RULE).unconfirmedStop()).isEmpty();
    }

    @Test
    void nobodyConfirmsTheirOwnStop() {
        RuleChange stop = done(site.desk.stops().stop(ARNO, RULE, RuleState.OFF, "it fired on everybody"));

        assertThat(refused(site.desk.stops().confirm(ARNO, RULE, stop.id()))).contains("second person");
    }

    @Test
    void aStopThatWasWrongIsOverturnedByAnotherAndTheRuleRunsAsBefore() {
        RuleChange stop = done(site.desk.stops().stop(ARNO, RULE, RuleState.OFF, "it fired on everybody"));

        assertThat(refused(site.desk.stops().overturn(ARNO, RULE, stop.id(), "no")))
                .contains("second person");
        assertThat(refused(site.desk.stops().overturn(BEA, RULE, stop.id(), " ")))
                .contains("why");
        done(site.desk.stops().overturn(BEA, RULE, stop.id(), "it was one chart"));

        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.PILOT);
        assertThat(site.desk.inForce(RULE).unconfirmedStop()).isEmpty();
        assertThat(refused(site.desk.stops().confirm(BEA, RULE, stop.id()))).contains("decided on already");
    }

    @Test
    void aStopOnTopOfAStopIsTakenBackAloneAndTheFirstCanOnlyBeConfirmed() {
        RuleChange silent = done(site.desk.stops().stop(INES, RULE, RuleState.SILENT, "it fires too often"));
        RuleChange off = done(site.desk.stops().stop(INES, RULE, RuleState.OFF, "it is slow, too"));

        assertThat(refused(site.desk.stops().overturn(BEA, RULE, silent.id(), "no")))
                .contains("changed after this stop");
        done(site.desk.stops().overturn(BEA, RULE, off.id(), "it is not slow"));

        assertThat(site.releases.ofRule(RULE)).isEqualTo(Stage.SILENT);
        assertThat(site.desk.stops().unconfirmed()).extracting(RuleChange::id).containsExactly(silent.id());
    }

    @Test
    void whatTwoPeopleReleaseLaterClosesAStop() {
        RuleChange stop = done(site.desk.stops().stop(INES, RULE, RuleState.OFF, "it fired on everybody"));
        done(site.desk.release(BEA, RULE, site.proposed(INES, PACKED).id(), "all cases hold"));

        assertThat(site.desk.stops().unconfirmed()).isEmpty();
        assertThat(site.desk.inForce(RULE).changes())
                .anySatisfy(change -> assertThat(change.id()).isEqualTo(stop.id()))
                .filteredOn(change -> change.id().equals(stop.id()))
                .extracting(RuleChange::status)
                .containsExactly(Status.SUPERSEDED);
    }

    @Test
    void decidingTakesAFreshSignIn() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        Staff stale = new Staff(
                BEA.pseudonym(),
                BEA.provider(),
                BEA.name(),
                BEA.roles(),
                TestStore.clock().instant().minusSeconds(1));

        assertThat(refused(site.desk.release(stale, RULE, proposal.id(), "all cases hold")))
                .contains("sign in again");
        assertThat(refused(site.desk.refuse(stale, RULE, proposal.id(), "no"))).contains("sign in again");
        RuleChange stop = done(site.desk.stops().stop(ARNO, RULE, RuleState.OFF, "at once, whoever it is"));
        assertThat(refused(site.desk.stops().confirm(stale, RULE, stop.id()))).contains("sign in again");
        assertThat(refused(site.desk.stops().overturn(stale, RULE, stop.id(), "no")))
                .contains("sign in again");
    }

    @Test
    void whatWasProposedOrStoppedOfOneContentNeverHoldsForAnother() {
        RuleChange proposal = site.proposed(INES, PACKED.in(RuleState.ON));
        RuleVersion changed = TestSite.rule("1.0.0", "f".repeat(64));
        site.releases.register(Source.of(changed), Stage.PILOT);

        assertThat(refused(site.desk.release(BEA, changed, proposal.id(), "all cases hold")))
                .contains("another content");
        assertThat(site.releases.ofRule(changed)).isEqualTo(Stage.PILOT);
        done(site.desk.refuse(BEA, changed, proposal.id(), "of another content"));

        RuleChange stop = done(site.desk.stops().stop(ARNO, RULE, RuleState.OFF, "it fired on everybody"));
        assertThat(refused(site.desk.stops().overturn(BEA, changed, stop.id(), "no")))
                .contains("another content");
        assertThat(site.desk.inForce(changed).settings().severity()).isNull();
    }

    @Test
    void localSettingsOfOneContentNeverHoldForAnother() {
        done(site.desk.release(BEA, RULE, site.proposed(INES, STRICTER).id(), "all cases hold"));
        RuleVersion changed = TestSite.rule("1.0.0", "f".repeat(64));
        site.releases.register(Source.of(changed), Stage.PILOT);

        assertThat(site.book.of(changed)).isEqualTo(LocalSettings.NONE);
        assertThat(site.book.of(RULE)).isNotEqualTo(LocalSettings.NONE);
        assertThat(Objects.requireNonNull(site.desk.inForce(changed).older()).settings())
                .isEqualTo(STRICTER);
    }

    @Test
    void underAnotherProviderNobodyCanTellThatTheyAreTwoPeople() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        Staff perhapsInes = new Staff(BEA.pseudonym(), "b".repeat(64), BEA.name(), BEA.roles(), BEA.freshUntil());

        assertThat(refused(site.desk.release(perhapsInes, RULE, proposal.id(), "all cases hold")))
                .contains("another provider");
        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(PACKED);
        done(site.desk.refuse(perhapsInes, RULE, proposal.id(), "from before the new provider"));
    }

    @Test
    void aStopOnlyEverMakesARuleSayLess() {
        assertThat(refused(site.desk.stops().stop(INES, RULE, RuleState.ON, "more")))
                .contains("say less");
        assertThat(refused(site.desk.stops().stop(INES, RULE, RuleState.PILOT, "the same")))
                .contains("say less");
        done(site.desk.stops().stop(INES, RULE, RuleState.OFF, "off"));
        assertThat(refused(site.desk.stops().stop(INES, RULE, RuleState.SILENT, "rather silent")))
                .contains("say less");
    }

    @Test
    void everyWishNeedsAReason() {
        assertThat(refused(site.desk.propose(INES, RULE, 0, STRICTER, "  "))).contains("why");
        assertThat(refused(site.desk.propose(INES, RULE, 0, STRICTER, "x".repeat(1_001))))
                .contains("1000");
        assertThat(refused(site.desk.stops().stop(INES, RULE, RuleState.OFF, "")))
                .contains("why");
    }

    @Test
    void numbersComeBackAsTheyWereSet() {
        RuleSettings decimal = new RuleSettings(
                RuleState.PILOT, null, Map.of("Contraindicated Below", new BigDecimal("45.0"), "Valid For Months", 6));

        done(site.desk.release(BEA, RULE, site.proposed(INES, decimal).id(), "all cases hold"));

        assertThat(site.desk.inForce(RULE).settings()).isEqualTo(decimal);
    }

    @Test
    void everyActIsInTheAuditWithWhoDidIt() {
        RuleChange proposal = site.proposed(INES, STRICTER);
        done(site.desk.release(BEA, RULE, proposal.id(), "all cases hold"));
        refused(site.desk.release(BEA, RULE, proposal.id(), "all cases hold"));
        done(site.desk.stops().stop(ARNO, RULE, RuleState.OFF, "it fired on everybody"));

        assertThat(TestStore.client(site.store)
                        .sql("SELECT kind || ' ' || actor FROM audit_entry WHERE kind LIKE 'RULE%' ORDER BY seq")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "RULE_CHANGE_PROPOSED " + INES.pseudonym().hash(),
                        "RULE_CHANGE_RELEASED " + BEA.pseudonym().hash(),
                        "RULE_STOPPED " + ARNO.pseudonym().hash());
    }
}
