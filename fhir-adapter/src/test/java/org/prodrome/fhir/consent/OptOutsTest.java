package org.prodrome.fhir.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.consent.TestConsents.diabetes;
import static org.prodrome.fhir.consent.TestConsents.names;
import static org.prodrome.fhir.consent.TestConsents.patient;
import static org.prodrome.fhir.consent.TestConsents.sift;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.FhirAdapterException;

class OptOutsTest {
    private static final String KEY = "ab".repeat(32);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void whoOptedOutByIdentifierOrAddressIsLeftOutOfEveryPurpose(Purpose purpose) throws IOException {
        for (String line : List.of("urn:mrn|4711", TestConsents.EHR + "/Patient/p1")) {
            Sifted sifted = sift(policy(purpose, list("# who asked", "", line)), patient(), diabetes());

            assertThat(sifted.outcome()).isEqualTo(Sifted.Outcome.NOTHING);
            assertThat(names(sifted)).doesNotContain("Condition/dm");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ehr.example.org/fhir/",
                "HTTPS://EHR.example.org/fhir",
                "https://ehr.example.org:443/fhir//"
            })
    void anAddressIsTheSameHoweverItsServerIsWritten(String issuer) throws IOException {
        var list = policy(Purpose.TREATMENT, list(TestConsents.EHR + "/Patient/p1"));
        var written = policy(Purpose.TREATMENT, list(issuer + "/Patient/p1"));

        assertThat(list.sift(issuer, TestConsents.PATIENT, List.of(patient(), diabetes()), TestConsents.TODAY)
                        .outcome())
                .isEqualTo(Sifted.Outcome.NOTHING);
        assertThat(sift(written, patient(), diabetes()).outcome()).isEqualTo(Sifted.Outcome.NOTHING);
    }

    @Test
    void anotherPortOrPathIsAnotherServer() throws IOException {
        for (String issuer : List.of("https://ehr.example.org:8443/fhir", "https://ehr.example.org/FHIR")) {
            assertThat(sift(policy(Purpose.TREATMENT, list(issuer + "/Patient/p1")), patient(), diabetes())
                            .outcome())
                    .isEqualTo(Sifted.Outcome.ALL);
        }
    }

    @Test
    void aHashedEntryWorksAsItsPlainForm() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
        String hash = HexFormat.of().formatHex(mac.doFinal("urn:mrn|4711".getBytes(StandardCharsets.UTF_8)));
        Path key = Files.writeString(directory.resolve("key"), KEY + "\n");

        OptOuts hashed = OptOuts.in(list("hmac:" + hash.toUpperCase(java.util.Locale.ROOT)), key);

        assertThat(sift(policy(Purpose.TRAINING, hashed), patient(), diabetes()).kept())
                .isEmpty();
    }

    @Test
    void anOptOutOfTrainingLeavesCareAlone() throws IOException {
        Path list = list("urn:mrn|4711\ttraining,export");

        assertThat(sift(policy(Purpose.TREATMENT, list), patient(), diabetes()).outcome())
                .isEqualTo(Sifted.Outcome.ALL);
        assertThat(sift(policy(Purpose.TRAINING, list), patient(), diabetes()).kept())
                .isEmpty();
        assertThat(sift(policy(Purpose.EXPORT, list), patient(), diabetes()).kept())
                .isEmpty();
    }

    @Test
    void anotherPatientsEntryChangesNothing() throws IOException {
        assertThat(sift(policy(Purpose.TRAINING, list("urn:mrn|4712", "urn:other|4711")), patient(), diabetes())
                        .outcome())
                .isEqualTo(Sifted.Outcome.ALL);
    }

    @Test
    void inAnExportThePatientsIdIsEnough() throws IOException {
        Sifted sifted = policy(Purpose.TRAINING, list(TestConsents.EHR + "/Patient/p1"))
                .sift("export-2026", TestConsents.PATIENT, List.of(patient(), diabetes()), TestConsents.TODAY);

        assertThat(sifted.kept()).isEmpty();
    }

    @Test
    void aChangedFileIsReadAnew() throws IOException {
        Path list = list("urn:mrn|1");
        ReleasePolicy policy = policy(Purpose.TREATMENT, list);
        assertThat(sift(policy, patient(), diabetes()).outcome()).isEqualTo(Sifted.Outcome.ALL);

        Files.writeString(list, "urn:mrn|1\nurn:mrn|4711\n");

        assertThat(sift(policy, patient(), diabetes()).outcome()).isEqualTo(Sifted.Outcome.NOTHING);
    }

    @Test
    void aListThatBreaksWithholdsEverythingAndStopsTraining() throws IOException {
        Path list = list("urn:mrn|1");
        ReleasePolicy care = policy(Purpose.TREATMENT, list);
        ReleasePolicy training = policy(Purpose.TRAINING, list);

        Files.writeString(list, "not a line of this list\n");

        assertThat(sift(care, patient(), diabetes()).outcome()).isEqualTo(Sifted.Outcome.REFUSED);
        assertThatThrownBy(() -> sift(training, patient(), diabetes()))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class);
        Files.delete(list);
        assertThat(sift(care, patient(), diabetes()).outcome()).isEqualTo(Sifted.Outcome.REFUSED);
    }

    @Test
    void withoutThePatientNobodyCanSayWhetherTheyOptedOut() throws IOException {
        assertThat(sift(policy(Purpose.TREATMENT, list("urn:mrn|1")), diabetes())
                        .kept())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711",
                "urn:mrn|4711\tresearch",
                "urn:mrn|4711\ttraining\tmore",
                "hmac:00",
                "urn:mrn|",
                "Patient/p1"
            })
    void aLineThatIsNotUnderstoodIsRefusedByItsNumberAlone(String line) throws IOException {
        Path list = list("# head", line);

        assertThatThrownBy(() -> OptOuts.in(list, null))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("4711");
    }

    @Test
    void aHashedEntryNeedsTheKey() throws IOException {
        Path list = list("hmac:" + "0".repeat(64));

        assertThatThrownBy(() -> OptOuts.in(list, null)).hasMessageContaining("key file");
    }

    @Test
    void inADeidentifiedExportAddressesAreComparedByPseudonymAndNothingElseCanBe() throws IOException {
        OptOuts optOuts = OptOuts.inPseudonyms(list(TestConsents.EHR + "/Patient/123"), id -> "p" + id.charAt(0));

        assertThat(policy(Purpose.TRAINING, optOuts)
                        .sift("export", TestConsents.PATIENT, List.of(patient(), diabetes()), TestConsents.TODAY)
                        .kept())
                .isEmpty();
        Path byIdentifier = list("urn:mrn|4711");
        assertThatThrownBy(() -> OptOuts.inPseudonyms(byIdentifier, id -> id))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class)
                .hasMessageNotContaining("4711");
    }

    private Path list(String... lines) throws IOException {
        return Files.write(directory.resolve("opt-out.tsv"), List.of(lines));
    }

    private static ReleasePolicy policy(Purpose purpose, Path list) {
        return policy(purpose, OptOuts.in(list, null));
    }

    private static ReleasePolicy policy(Purpose purpose, OptOuts optOuts) {
        return new ReleasePolicy(purpose, optOuts, Map.of(), Allowance.NORMAL, TestConsents.TODAY);
    }
}
