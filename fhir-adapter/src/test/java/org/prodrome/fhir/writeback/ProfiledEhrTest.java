package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.writeback.Receipt.ProvenancePlace;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.smart.LaunchRequest;

/** Each kind of draft into each kind of EHR: what our table says holds there, by an EHR that knows nothing of our table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfiledEhrTest {
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private Sandbox epic;
    private Sandbox oracle;

    @BeforeAll
    void start() {
        epic = Sandbox.start(SandboxSettings.onFreePort().withProfile("epic-like"));
        oracle = Sandbox.start(SandboxSettings.onFreePort().withProfile("oracle-like"));
    }

    @AfterAll
    void stop() {
        epic.close();
        oracle.close();
    }

    static Stream<Arguments> drafts() {
        return Stream.of(
                Arguments.of("epic-like", TestDrafts.HBA1C, "ServiceRequest", true),
                Arguments.of("epic-like", TestDrafts.METFORMIN, "MedicationRequest", false),
                Arguments.of("epic-like", TestDrafts.CKD, "Condition", false),
                Arguments.of("oracle-like", TestDrafts.HBA1C, "DocumentReference", true),
                Arguments.of("oracle-like", TestDrafts.METFORMIN, "MedicationRequest", true),
                Arguments.of("oracle-like", TestDrafts.CKD, "Condition", true));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("drafts")
    void aDraftArrivesAsPlannedOnceAndGoesAsTheTableSays(
            String profile, DraftProposal proposal, String type, boolean canGo) {
        Sandbox ehr = profile.equals("epic-like") ? epic : oracle;
        DraftContext context = context(ehr, profile, type);
        EhrWriter writer = EhrWriter.create();
        FhirAccess access = access(ehr);
        int before = stored(ehr, type).size();
        PlannedDraft planned = writer.plan(access, proposal, context, BUDGET);
        WriteBack writeBack = TestDrafts.writeBack(access.base(), planned.draft(), context, false);

        assertThat(planned.draft().type()).isEqualTo(type);
        assertThat(writer.write(access, writeBack, BUDGET))
                .singleElement()
                .isInstanceOfSatisfying(Receipt.Written.class, written -> {
                    assertThat(written.provenance()).isInstanceOf(ProvenancePlace.KeptByUs.class);
                    Resource there =
                            ehr.store().read(type, written.resource().id()).orElseThrow();
                    assertThat(there.getMeta().getSecurityFirstRep().getCode()).isEqualTo("AIAST");
                    Retraction gone =
                            writer.takeBack(access, written.resource(), context.patient(), context.profile(), BUDGET);
                    assertThat(gone instanceof Retraction.Done).isEqualTo(canGo);
                });
        assertThat(stored(ehr, type)).hasSize(before + 1);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("drafts")
    void aTryThatWasCutOffIsNeverRepeatedBlindly(String profile, DraftProposal proposal, String type, boolean canGo) {
        Sandbox ehr = profile.equals("epic-like") ? epic : oracle;
        DraftContext context = context(ehr, profile, "again-" + type);
        FhirAccess access = access(ehr);
        PlannedDraft planned = EhrWriter.create().plan(access, proposal, context, BUDGET);
        EhrWriter.create().write(access, TestDrafts.writeBack(access.base(), planned.draft(), context, false), BUDGET);
        int before = stored(ehr, type).size();

        Receipt again = EhrWriter.create()
                .write(access, TestDrafts.writeBack(access.base(), planned.draft(), context, true), BUDGET)
                .getFirst();
        boolean findable =
                context.profile().form(type).map(DraftForm::searchByIdentifier).orElse(false);
        assertThat(again).isInstanceOf(findable ? Receipt.Written.class : Receipt.Unknown.class);
        assertThat(stored(ehr, type)).hasSize(before);
    }

    private static DraftContext context(Sandbox ehr, String profile, String draftId) {
        PatientId patient = patient(ehr);
        String encounter = ehr.store()
                .chart(patient.value(), "Encounter")
                .getFirst()
                .getIdElement()
                .getIdPart();
        String condition = ehr.store()
                .chart(patient.value(), "Condition")
                .getFirst()
                .getIdElement()
                .getIdPart();
        DraftContext base = TestDrafts.context(
                WriteProfile.named(profile),
                new FhirReference("Encounter", encounter, null),
                profile + "-" + draftId,
                patient,
                "Practitioner/" + user(ehr));
        return new DraftContext(
                base.patient(),
                base.user(),
                base.encounter(),
                base.draftId(),
                base.at(),
                base.source(),
                base.profile(),
                List.of(new FhirReference("Condition", condition, null)));
    }

    private static FhirAccess access(Sandbox ehr) {
        var launch = LaunchRequest.of("prodrome", patient(ehr).value(), user(ehr));
        String scopes = "patient/*.cruds";
        return FhirAccess.of(Access.given(
                URI.create(ehr.fhirBase()),
                ehr.tokens().issueDirectly(launch, scopes).accessToken(),
                Scopes.parse(scopes),
                Instant.now().plusSeconds(600),
                Clock.systemUTC()));
    }

    private static List<Resource> stored(Sandbox ehr, String type) {
        return ehr.store().chart(patient(ehr).value(), type);
    }

    private static PatientId patient(Sandbox ehr) {
        return new PatientId(ehr.store().patients().getFirst().id());
    }

    private static String user(Sandbox ehr) {
        return ehr.store().users().getFirst().getIdElement().getIdPart();
    }
}
