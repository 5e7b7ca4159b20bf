package org.prodrome.fhir.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.fhir.consent.TestConsents.ACT_CODE;
import static org.prodrome.fhir.consent.TestConsents.about;
import static org.prodrome.fhir.consent.TestConsents.diabetes;
import static org.prodrome.fhir.consent.TestConsents.hiv;
import static org.prodrome.fhir.consent.TestConsents.names;
import static org.prodrome.fhir.consent.TestConsents.patient;
import static org.prodrome.fhir.consent.TestConsents.policy;
import static org.prodrome.fhir.consent.TestConsents.sift;

import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.resources.FhirJson;

class LabelRuleTest {

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void aSensitiveOrRestrictedResourceIsWithheldForEveryPurpose(Purpose purpose) {
        for (String label : new String[] {"R", "V", "HIV", "PSY", "ETH", "SDV", "STD", "SUD"}) {
            Sifted sifted = sift(policy(purpose), patient(), diabetes(), hiv(label));

            assertThat(names(sifted)).as(label).containsExactly("Patient/p1", "Condition/dm");
            assertThat(sifted.outcome()).isEqualTo(Sifted.Outcome.PART);
        }
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void anOrdinaryLabelChangesNothing(Purpose purpose) {
        Sifted sifted = sift(policy(purpose), patient("N"), diabetes("N"), hiv("U", "AUDIT"));

        assertThat(sifted.kept()).hasSize(3);
        assertThat(sifted.outcome()).isEqualTo(Sifted.Outcome.ALL);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void theLabelThatOnlyDocumentsHaveIsHeard(Purpose purpose) {
        Sifted sifted =
                sift(policy(purpose), patient(), diabetes(), document("""
                {"coding":[{"system":"%s","code":"R"}]}""".formatted(TestConsents.CONFIDENTIALITY)));

        assertThat(names(sifted)).containsExactly("Patient/p1", "Condition/dm");
    }

    @Test
    void aLabelInWordsAloneCannotBeDecided() {
        Sifted sifted = sift(policy(Purpose.TREATMENT), patient(), document("{\"text\":\"very secret\"}"));

        assertThat(sifted.outcome()).isEqualTo(Sifted.Outcome.UNDECIDED);
    }

    @Test
    void aConsentHearsTheLabelThatOnlyDocumentsHave() {
        var shown = new Allowance(Confidentiality.R, Set.of());
        var policy = new ReleasePolicy(Purpose.TREATMENT, OptOuts.none(), Map.of(), shown, null);
        Resource document = document("{\"coding\":[{\"code\":\"R\"}]}");
        Resource wish = TestConsents.privacy("""
                {"type":"deny","securityLabel":[{"system":"%s","code":"R"}]}""".formatted(TestConsents.CONFIDENTIALITY));

        assertThat(names(sift(policy, patient(), document))).contains("DocumentReference/doc");
        assertThat(names(sift(policy, patient(), document, wish))).doesNotContain("DocumentReference/doc");
    }

    private static Resource document(String label) {
        return about("DocumentReference", "doc", "\"securityLabel\":[" + label + "]");
    }

    @Test
    void aSiteMayShowMoreToTheUsersOfOneEhr() {
        var allowance = new Allowance(Confidentiality.R, Set.of("HIV"));
        var allowed = new ReleasePolicy(
                Purpose.TREATMENT, OptOuts.none(), Map.of(TestConsents.EHR, allowance), Allowance.NORMAL, null);

        assertThat(sift(allowed, patient(), hiv("R", "HIV")).outcome()).isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(allowed, patient(), hiv("V", "HIV")).outcome()).isEqualTo(Sifted.Outcome.PART);
        assertThat(sift(allowed, patient(), hiv("R", "PSY")).outcome()).isEqualTo(Sifted.Outcome.PART);
        assertThat(allowed.sift(
                                "https://other.example.org",
                                TestConsents.PATIENT,
                                java.util.List.of(hiv("R")),
                                TestConsents.TODAY)
                        .outcome())
                .isEqualTo(Sifted.Outcome.PART);
    }

    @Test
    void anAllowanceIsForCareOnly() {
        var allowance = new Allowance(Confidentiality.V, Set.of("HIV"));
        var training = new ReleasePolicy(Purpose.TRAINING, OptOuts.none(), Map.of(), allowance, TestConsents.TODAY);

        assertThat(names(sift(training, patient(), hiv("R", "HIV")))).containsExactly("Patient/p1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XYZ-LOCAL", "NEWCATEGORY"})
    void aLabelNobodyKnowsIsShownAndToldForCareAndLeftOutElsewhere(String label) {
        Sifted care = sift(policy(Purpose.TREATMENT), patient(), diabetes(label));

        assertThat(care.kept()).hasSize(2);
        assertThat(care.outcome()).isEqualTo(Sifted.Outcome.UNDECIDED);
        assertThat(names(sift(policy(Purpose.TRAINING), patient(), diabetes(label))))
                .containsExactly("Patient/p1");
        assertThat(names(sift(policy(Purpose.EXPORT), patient(), diabetes(label))))
                .containsExactly("Patient/p1");
    }

    @Test
    void aConfidentialityNobodyKnowsCountsAsTheHighest() {
        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes("X")).outcome())
                .isEqualTo(Sifted.Outcome.PART);
    }

    @Test
    void noReuseIsShownAndNotTrainedOn() {
        assertThat(sift(policy(Purpose.TREATMENT), patient(), diabetes("NOREUSE"))
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING), patient(), diabetes("NOREUSE"))
                        .outcome())
                .isEqualTo(Sifted.Outcome.PART);
    }

    @Test
    void aLabelOnThePatientCountsForAllAndLeavesTheNameOnTheChart() {
        Sifted care = sift(policy(Purpose.TREATMENT), patient("V"), diabetes());

        assertThat(names(care)).containsExactly("Patient/p1");
        assertThat(FhirJson.render(care.kept().getFirst())).contains("Invented").doesNotContain("Nowhere");
        assertThat(care.outcome()).isEqualTo(Sifted.Outcome.NOTHING);
        assertThat(sift(policy(Purpose.TRAINING), patient("V"), diabetes()).kept())
                .isEmpty();
    }

    @Test
    void aLabelOnWhatIsContainedCountsForItsContainer() {
        var request = about("MedicationRequest", "m1", """
                "contained":[{"resourceType":"Medication","id":"c",
                  "meta":{"security":[{"system":"%s","code":"PSY"}]},"code":{"text":"lithium"}}],
                "medicationReference":{"reference":"#c"}""".formatted(ACT_CODE));

        assertThat(names(sift(policy(Purpose.TREATMENT), patient(), request))).containsExactly("Patient/p1");
    }
}
