package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.TestEhr;
import org.prodrome.fhir.writeback.LossyRelay.Loss;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.sandbox.smart.LaunchRequest;

/** Answers get lost after the EHR stored what it got: nothing may be there twice, and nothing be called lost that is there. */
class WrittenOnceTest {
    private static final String SCOPES = "patient/*.cruds";
    private static final String UNSEARCHABLE = "patient/Patient.r patient/ServiceRequest.c";
    private static final Duration BUDGET = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init")
    private static TestEhr ehr;

    @SuppressWarnings("NullAway.Init")
    private LossyRelay relay;

    private long now;
    private final UnansweredTries tries = new UnansweredTries(() -> now);

    @BeforeAll
    static void start() {
        ehr = new TestEhr();
    }

    @AfterAll
    static void stop() {
        ehr.close();
    }

    @BeforeEach
    void between() throws IOException {
        relay = new LossyRelay(ehr.base());
    }

    @AfterEach
    void away() {
        relay.close();
    }

    @Test
    void aCutAnswerToAConditionalCreateIsAskedForAgainAndWritesNothingTwice() {
        relay.lose(Loss.CUT_ONCE);

        assertThat(write("w-cond", SCOPES, true, false)).isInstanceOf(Receipt.Written.class);
        assertThat(relay.creations("ServiceRequest")).isEqualTo(2);
        assertThat(stored("w-cond")).hasSize(1);
    }

    @Test
    void whenEveryAnswerIsCutTheSearchFindsWhatTheEhrStored() {
        relay.lose(Loss.CUT);

        assertThat(write("w-cut", SCOPES, false, false)).isInstanceOf(Receipt.Written.class);
        assertThat(relay.creations("ServiceRequest")).isEqualTo(1);
        assertThat(stored("w-cut")).hasSize(1);
    }

    @Test
    void anErrorAfterStoringIsNotTakenForAFailure() {
        relay.lose(Loss.ERROR);

        assertThat(write("w-500", SCOPES, false, false)).isInstanceOf(Receipt.Written.class);
        assertThat(stored("w-500")).hasSize(1);
    }

    @Test
    void withNoWayToFindOutNobodyKnowsAndItIsNotSentAgain() {
        relay.lose(Loss.CUT);

        assertThat(write("w-lost", UNSEARCHABLE, false, false))
                .isInstanceOfSatisfying(
                        Receipt.Unknown.class,
                        unknown -> assertThat(unknown.pleaseCheck()).contains("please check"));
        relay.lose(Loss.NONE);
        assertThat(write("w-lost", UNSEARCHABLE, false, true)).isInstanceOf(Receipt.Unknown.class);
        assertThat(stored("w-lost")).hasSize(1);
    }

    @Test
    void aDraftFromATryThatWasCutOffIsFoundWithItsProvenance() {
        Receipt first = write("w-crash", SCOPES, false, false);
        Receipt again = write("w-crash", SCOPES, false, true);

        assertThat(again).isEqualTo(first);
        assertThat(relay.creations("Provenance")).isEqualTo(1);
    }

    @Test
    void severalWithOurIdentifierAreForAPersonToLookAt() {
        var context = context("w-many");
        for (int i = 0; i < 2; i++) {
            ehr.sandbox().store().create((Resource) org.prodrome.fhir.resources.FhirJson.parse(
                    DraftRenderer.render(TestDrafts.HBA1C, context).json()));
        }

        assertThat(write("w-many", SCOPES, true, false))
                .isInstanceOfSatisfying(
                        Receipt.Unknown.class,
                        unknown -> assertThat(unknown.pleaseCheck()).contains("more than one"));
        assertThat(stored("w-many")).hasSize(2);
    }

    @Test
    void anEmptySearchSoonAfterATryProvesNothingAndALaterOneDoes() {
        relay.lose(Loss.CUT_AND_UNSEEN);
        stillOpen(write("w-lag", SCOPES, false, false));
        now += UnansweredTries.SETTLING.toNanos() - 1;
        stillOpen(write("w-lag", SCOPES, false, true));
        assertThat(relay.creations("ServiceRequest")).isEqualTo(1);

        relay.lose(Loss.NONE);
        assertThat(write("w-lag", SCOPES, false, true)).isInstanceOf(Receipt.Written.class);
        assertThat(stored("w-lag")).hasSize(1);
        assertThat(relay.caching()).isNotEmpty().allMatch("no-cache"::equals);
    }

    @Test
    void whatIsNotThereAfterAMinuteIsSentAgain() {
        relay.lose(Loss.SWALLOWED);
        stillOpen(write("w-gone", SCOPES, false, false));
        relay.lose(Loss.NONE);
        stillOpen(write("w-gone", SCOPES, false, true));
        now += UnansweredTries.SETTLING.toNanos();

        assertThat(write("w-gone", SCOPES, false, true)).isInstanceOf(Receipt.Written.class);
        assertThat(stored("w-gone")).hasSize(1);
    }

    @Test
    void ofATryBeforeARestartTheMinuteBeginsWithTheFirstEmptySearch() {
        stillOpen(write("w-restart", SCOPES, false, true));
        now += UnansweredTries.SETTLING.toNanos();

        assertThat(write("w-restart", SCOPES, false, true)).isInstanceOf(Receipt.Written.class);
    }

    private static void stillOpen(Receipt receipt) {
        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Receipt.Later.class,
                        later -> assertThat(later.maybeThere()).isTrue());
    }

    private Receipt write(String draftId, String scopes, boolean conditional, boolean tried) {
        var http = new FhirHttp(FhirHttp.newClient(), access(scopes), ReadLimits.DEFAULT);
        DraftContext context = context(draftId);
        RenderedDraft draft = DraftRenderer.render(TestDrafts.HBA1C, context);
        var learnt = conditional
                ? TestOffers.of("ServiceRequest", "Provenance")
                : TestOffers.unconditional("ServiceRequest", "Provenance");
        WriteBack writeBack = TestDrafts.writeBack(relay.base(), draft, context, tried);
        return new DraftWriting(http, learnt, writeBack, tries, Deadline.in(BUDGET)).write(draft);
    }

    private static DraftContext context(String draftId) {
        return TestDrafts.context(WriteProfile.open(), null, draftId, ehr.patient(), ehr.user());
    }

    private FhirAccess access(String scopes) {
        String user = ehr.user().replace("Practitioner/", "");
        var launch = LaunchRequest.of("prodrome", ehr.patient().value(), user);
        var issued = ehr.sandbox().tokens().issueDirectly(launch, scopes);
        return FhirAccess.of(Access.given(
                relay.base(),
                issued.accessToken(),
                Scopes.parse(scopes),
                Instant.now().plusSeconds(600),
                Clock.systemUTC()));
    }

    private static List<Resource> stored(String draftId) {
        return ehr.sandbox()
                .store()
                .search(
                        "ServiceRequest",
                        Map.of("identifier", List.of(DraftRenderer.IDENTIFIER_SYSTEM + "|" + draftId)));
    }
}
