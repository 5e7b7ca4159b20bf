package org.prodrome.fhir.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.consent.TestConsents.about;
import static org.prodrome.fhir.consent.TestConsents.consent;
import static org.prodrome.fhir.consent.TestConsents.diabetes;
import static org.prodrome.fhir.consent.TestConsents.hiv;
import static org.prodrome.fhir.consent.TestConsents.names;
import static org.prodrome.fhir.consent.TestConsents.patient;
import static org.prodrome.fhir.consent.TestConsents.policy;
import static org.prodrome.fhir.consent.TestConsents.privacy;
import static org.prodrome.fhir.consent.TestConsents.sift;

import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.fhir.resources.FhirJson;

class ConsentRuleTest {
    private static final String SNOMED_HIV =
            "\"code\":[{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"86406008\"}]}]";

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void denyingEverythingLeavesNothing(Purpose purpose) {
        Sifted sifted = sift(policy(purpose), patient(), diabetes(), privacy("{\"type\":\"deny\"}"));

        assertThat(sifted.outcome()).isEqualTo(Sifted.Outcome.NOTHING);
        assertThat(names(sifted)).doesNotContain("Condition/dm");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void aCodeThatIsDeniedIsKeptBackAlone(Purpose purpose) {
        Sifted sifted =
                sift(policy(purpose), patient(), diabetes(), hiv(), privacy("{\"type\":\"deny\"," + SNOMED_HIV + "}"));

        assertThat(names(sifted)).containsExactly("Patient/p1", "Condition/dm");
        assertThat(sifted.outcome()).isEqualTo(Sifted.Outcome.PART);
    }

    @Test
    void researchDeniedLeavesCareAsItWas() {
        var consent = privacy("{\"type\":\"deny\",\"purpose\":[{\"code\":\"HRESCH\"}]}");

        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes(), consent)
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING), patient(), diabetes(), consent)
                        .kept())
                .isEmpty();
        assertThat(sift(policy(Purpose.EXPORT), patient(), diabetes(), consent).kept())
                .isEmpty();
    }

    @Test
    void permissionForCareIsNoneForTraining() {
        var consent = privacy("{\"type\":\"permit\",\"purpose\":[{\"code\":\"TREAT\"}]}");

        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes(), consent)
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING), patient(), diabetes(), consent)
                        .kept())
                .isEmpty();
    }

    @Test
    void aRefusalOfResearchIsNoRefusalOfCare() {
        var consent = consent("research", "\"provision\":{\"type\":\"deny\"}");

        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes(), consent)
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING), patient(), diabetes(), consent)
                        .kept())
                .isEmpty();
    }

    @Test
    void anExceptionWithinAnExceptionIsHeard() {
        var consent = privacy("""
                {"type":"permit","provision":[
                  {"type":"deny","class":[{"system":"http://hl7.org/fhir/resource-types","code":"Condition"}],
                   "provision":[{"type":"permit","code":[{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}]}]}]}""");

        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), diabetes(), hiv(), consent)))
                .containsExactly("Patient/p1", "Condition/dm");
    }

    @Test
    void aRootWithoutATypeIsTheExceptionToTheBasePolicy() {
        var optedIn = consent(
                "patient-privacy",
                "\"policyRule\":{\"coding\":[{\"code\":\"OPTIN\"}]},\"provision\":{" + SNOMED_HIV + "}");
        var optedOut = consent(
                "patient-privacy",
                "\"policyRule\":{\"coding\":[{\"code\":\"OPTOUT\"}]},\"provision\":{\"class\":"
                        + "[{\"system\":\"http://hl7.org/fhir/resource-types\",\"code\":\"Patient\"},"
                        + "{\"system\":\"http://hl7.org/fhir/resource-types\",\"code\":\"Condition\"}]}");

        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), hiv(), diabetes(), optedIn)))
                .containsExactly("Patient/p1", "Condition/dm");
        assertThat(names(sift(
                        policy(Purpose.TREATMENT),
                        patient(),
                        diabetes(),
                        about("Procedure", "x", "\"status\":\"completed\""),
                        optedOut)))
                .containsExactly("Patient/p1", "Condition/dm");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2027-01-01, NOTHING",
        "2020-01-01, 2021-01-01, ALL",
        "2027-01-01, 2028-01-01, ALL",
    })
    void aDenialCountsWhileItIsInForce(String start, String end, Sifted.Outcome expected) {
        var consent = privacy("{\"type\":\"deny\",\"period\":{\"start\":\"" + start + "\",\"end\":\"" + end + "\"}}");

        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes(), consent)
                        .outcome())
                .isEqualTo(expected);
        assertThat(sift(policy(Purpose.TRAINING), patient(), diabetes(), consent)
                        .outcome())
                .isEqualTo(expected);
    }

    @Test
    void withoutAKnownDayADenialWithAPeriodKeepsBackFromTraining() {
        var consent = privacy("{\"type\":\"deny\",\"period\":{\"start\":\"2020-01-01\",\"end\":\"2021-01-01\"}}");

        assertThat(sift(ReleasePolicy.of(Purpose.TRAINING), patient(), diabetes(), consent)
                        .kept())
                .isEmpty();
    }

    @Test
    void whoeverAnActorIsItIsToldForCareAndLeftOutElsewhere() {
        var consent = privacy("""
                {"type":"deny","actor":[{"role":{"text":"recipient"},"reference":{"reference":"Organization/o"}}]}""");
        Sifted care = sift(policy(Purpose.TREATMENT), patient(), diabetes(), consent);

        assertThat(care.outcome()).isEqualTo(Sifted.Outcome.UNDECIDED);
        assertThat(names(care)).containsExactly("Patient/p1", "Condition/dm");
        assertThat(sift(policy(Purpose.EXPORT), patient(), diabetes(), consent).kept())
                .isEmpty();
    }

    @Test
    void dataOfAPeriodAndDataThatIsNamedAreKeptBack() {
        var period = privacy("{\"type\":\"deny\",\"dataPeriod\":{\"start\":\"2015-01-01\",\"end\":\"2015-12-31\"}}");
        var named = privacy("""
                {"type":"deny","data":[{"meaning":"dependents","reference":{"reference":"Condition/dm"}}]}""");
        Resource encounter =
                about("Encounter", "e1", "\"diagnosis\":[{\"condition\":{\"reference\":\"Condition/dm\"}}]");

        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), diabetes(), encounter, period)))
                .doesNotContain("Condition/dm");
        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), diabetes(), encounter, named)))
                .containsExactly("Patient/p1");
    }

    @Test
    void aLabelMeansUpToInAPermissionAndFromInADenial() {
        var allowed = new ReleasePolicy(
                Purpose.TREATMENT,
                OptOuts.none(),
                java.util.Map.of(),
                new Allowance(Confidentiality.V, java.util.Set.of()),
                null);
        var permit = consent("patient-privacy", """
                "policyRule":{"coding":[{"code":"OPTOUT"}]},
                "provision":{"type":"permit","securityLabel":[{"system":"%s","code":"R"}]}""".formatted(TestConsents.CONFIDENTIALITY));
        var deny = privacy("{\"type\":\"deny\",\"securityLabel\":[{\"system\":\"" + TestConsents.CONFIDENTIALITY
                + "\",\"code\":\"R\"}]}");

        assertThat(names(sift(allowed, patient(), diabetes("R"), hiv("V"), permit)))
                .containsExactly("Patient/p1", "Condition/dm");
        assertThat(names(sift(allowed, patient(), diabetes(), hiv("V"), deny)))
                .containsExactly("Patient/p1", "Condition/dm");
    }

    @Test
    void aScannedConsentCannotBeDecided() {
        var scanned = consent("patient-privacy", "\"sourceAttachment\":{\"title\":\"scan\"}");

        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes(), scanned)
                        .outcome())
                .isEqualTo(Sifted.Outcome.UNDECIDED);
        assertThat(sift(policy(Purpose.TRAINING), patient(), diabetes(), scanned)
                        .kept())
                .isEmpty();
    }

    @Test
    void whatIsNotActiveOrIsAnotherPatientsSaysNothing() {
        String denial = """
                {"resourceType":"Consent","id":"c","status":"%s","patient":{"reference":"Patient/%s"},
                 "scope":{"coding":[{"code":"patient-privacy"}]},"provision":{"type":"deny"}}""";

        assertThat(sift(policy(Purpose.TRAINING), patient(), FhirJson.parse(denial.formatted("inactive", "p1")))
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING), patient(), FhirJson.parse(denial.formatted("active", "p2")))
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING), patient(), FhirJson.parse(denial.formatted("active", "p1")))
                        .outcome())
                .isEqualTo(Sifted.Outcome.NOTHING);
    }
}
