package org.prodrome.fhir.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prodrome.fhir.badinput.Texts.asLines;
import static org.prodrome.fhir.badinput.Texts.asPage;
import static org.prodrome.fhir.badinput.Texts.bundle;
import static org.prodrome.fhir.badinput.Texts.observation;
import static org.prodrome.fhir.badinput.Texts.patient;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.prefetch.Prefetch;
import org.prodrome.fhir.prefetch.PrefetchKeys;
import org.prodrome.fhir.prefetch.PrefetchReader;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Value;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.Page;
import org.prodrome.fhir.search.RecordReader;

@Timeout(30)
class BadInputTest {
    private static final String NOT_FHIR = "resource: expected FHIR R4 JSON, got something else";

    @Test
    void aMedicationThatContainsItselfIsReadOnce() {
        String order = """
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","subject":{"reference":"Patient/p1"},\
            "contained":[{"resourceType":"Medication","id":"m","code":{"text":"itself"},"ingredient":[{"itemReference":{"reference":"#m"}}]}],\
            "medicationReference":{"reference":"#m"}}""";

        for (PatientRecord record : List.of(asPage(patient(), order), asLines(patient(), order))) {
            assertThat(record.events(MedicationOrder.class))
                    .extracting(found -> found.concept().words())
                    .containsExactly("itself");
        }
    }

    @Test
    void medicationsMadeOfEachOtherAreReadOnce() {
        String order = """
            {"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","subject":{"reference":"Patient/p1"},\
            "medicationReference":{"reference":"Medication/a"}}""";
        String a = medication("a", "b");
        String b = medication("b", "a");

        assertThat(asPage(patient(), order, a, b).events(MedicationOrder.class)).hasSize(1);
    }

    @Test
    void panelsThatAreMembersOfEachOtherAreReadOnce() {
        String a = observation("a", "\"hasMember\":[{\"reference\":\"Observation/b\"}]");
        String b = observation("b", "\"hasMember\":[{\"reference\":\"Observation/a\"}],\"valueString\":\"x\"");

        assertThat(asPage(patient(), a, b, a).events(Measurement.class)).hasSize(1);
    }

    @Test
    void aContainedResourceThatContainsItselfIsReadOnce() {
        String report = """
            {"resourceType":"DiagnosticReport","id":"r1","status":"final","subject":{"reference":"Patient/p1"},"code":{"text":"r"},\
            "contained":[{"resourceType":"Observation","id":"o","status":"final","code":{"text":"o"},"hasMember":[{"reference":"#o"}],\
            "derivedFrom":[{"reference":"#"}]}],"result":[{"reference":"#o"}]}""";

        assertThat(asPage(patient(), report).gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 900, 2_000, 100_000})
    void nestingIsReadOrRefusedAndNeverOverflows(int depth) {
        String nested = observation(
                "o1",
                "\"valueString\":\"x\",\"extension\":[" + "{\"url\":\"u\",\"extension\":[".repeat(depth)
                        + "]}".repeat(depth) + "]");

        readOrRefused(nested);
        Page page = Page.parse(bundle(patient(), observation("o2", "\"valueString\":\"y\"")));
        assertThat(page.resources()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 400, 100_000})
    void bundlesWithinBundlesAreReadOrRefused(int depth) {
        readOrRefused("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":".repeat(depth)
                + patient()
                + "}]}".repeat(depth));
    }

    @Test
    void aResourceAboutAnotherPatientIsRefusedAndToldWithoutTheirId() {
        String other = observation("o1", "\"valueString\":\"x\"").replace("Patient/p1", "Patient/p2-secret");

        for (PatientRecord record : List.of(asPage(patient(), other), asLines(patient(), other))) {
            assertThat(record.events()).isEmpty();
            assertThat(record.gaps()).hasSize(1);
            assertThat(record.gaps().getFirst().part()).isEqualTo("Observation");
            assertThat(record.gaps().getFirst().detail())
                    .contains("another patient")
                    .doesNotContain("p2-secret");
        }
    }

    @Test
    void aSubjectThatChangesWithinTheResourceCountsAsItsLast() {
        String twice = "{\"subject\":{\"reference\":\"Patient/p1\"},"
                + observation("o1", "\"valueString\":\"x\"")
                        .replace("Patient/p1", "Patient/p2")
                        .substring(1);

        assertThat(asPage(patient(), twice).events()).isEmpty();
        assertThat(asLines(patient(), twice).events()).isEmpty();
    }

    @Test
    void whatIsSaidTwiceCountsAsItsLastOnEveryWay() {
        String twice = observation("o1", "\"valueString\":\"x\",\"status\":\"entered-in-error\"");

        assertThat(asPage(patient(), twice).exclusions().enteredInError()).isOne();
        assertThat(asLines(patient(), twice).exclusions().enteredInError()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udfff\\ud800", "\\u202e", "\\uffff"})
    void oddCharactersInTextAreReadOrCostTheirResource(String odd) {
        String json = observation("o1", "\"valueString\":\"" + odd + "\"");

        readOrRefused(json);
        readOrRefused(observation("o1" + odd, ""));
    }

    @Test
    void aRawNulBetweenTokensIsRefused() {
        assertThatThrownBy(() -> FhirJson.parse("{\"resourceType\":\u0000\"Patient\"}"))
                .isInstanceOf(FhirAdapterException.Unreadable.class)
                .hasMessage(NOT_FHIR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1E2147483647",
                "9e99999",
                "-0",
                "00",
                "NaN",
                "1e",
                "0x10"
            })
    void hugeAndOddNumbersAreReadOrCostTheirResource(String number) {
        readOrRefused(observation("o1", "\"valueQuantity\":{\"value\":" + number + ",\"unit\":\"mg/dL\"}"));
        readOrRefused(
                "{\"resourceType\":\"Bundle\",\"total\":" + number + ",\"entry\":[{\"resource\":" + patient() + "}]}");
    }

    @Test
    void aNumberOfAThousandDigitsIsReadOrCostsItsResource() {
        readOrRefused(observation("o1", "\"valueQuantity\":{\"value\":" + "9".repeat(1_000) + "}"));
        readOrRefused(observation("o1", "\"valueQuantity\":{\"value\":" + "9".repeat(1_000_000) + "}"));
    }

    @Test
    void allDigitsOfADecimalAreKept() {
        String precise = observation("o1", "\"valueQuantity\":{\"value\":0.10000000000000000000000000000000000010}");

        for (PatientRecord record : List.of(asPage(patient(), precise), asLines(patient(), precise))) {
            assertThat(record.events(Measurement.class))
                    .extracting(Measurement::value)
                    .containsExactly(
                            new Value.Quantity(new BigDecimal("0.10000000000000000000000000000000000010"), "", null));
        }
    }

    @Test
    void aFiftyMegabyteAttachmentCostsItsDocumentAtMost() {
        String document = """
            {"resourceType":"DocumentReference","id":"d1","status":"current","subject":{"reference":"Patient/p1"},\
            "content":[{"attachment":{"contentType":"text/plain","data":"%s"}}]}""".formatted("QUJD".repeat(12_500_000));

        assertThatThrownBy(() -> asLines(document))
                .isInstanceOf(FhirAdapterException.Unreadable.class)
                .hasMessage(NOT_FHIR);
        assertThat(asPage(patient(), document, observation("o1", "\"valueString\":\"x\""))
                        .events(Measurement.class))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "\"x\"",
                "{\"resourceType\":null}",
                "{\"resourceType\":[]}",
                "{\"resourceType\":\"\"}",
                "{\"resourceType\":\"../Patient\"}",
                "{\"resourceType\":\"Patient\"",
                "\ufeff{}",
                "{\"resourceType\":\"Patient\",\"id\":{}}x",
                "{\"resourceType\":\"Bundle\",\"entry\":{}}",
                "{\"resourceType\":\"Bundle\",\"entry\":[null,1,[],{}]}",
                "{\"resourceType\":\"Bundle\",\"link\":[{\"relation\":null,\"url\":{}}]}",
                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":[]}]}"
            })
    void whatIsNoResourceIsReadAsNothingOrRefused(String text) {
        readOrRefused(text);
        var keys = new PrefetchKeys(Map.of("patient", "Patient"));
        new PrefetchReader(keys, RecordReader.create(), Clock.systemUTC())
                .read("cds", Texts.PATIENT, new Prefetch(Map.of("patient", text)));
    }

    @Test
    void wrongKindsOfJsonCostTheirElementOrTheirResource() {
        for (String wrong : List.of(
                "\"code\":[]",
                "\"code\":1",
                "\"component\":{}",
                "\"component\":[[]]",
                "\"referenceRange\":[null]",
                "\"valueQuantity\":[]",
                "\"effectiveDateTime\":{}",
                "\"category\":[[[]]]",
                "\"contained\":[{}]",
                "\"contained\":[{\"resourceType\":\"Nonsense\"}]",
                "\"meta\":\"x\"",
                "\"extension\":{\"url\":[]}",
                "\"_status\":[1]")) {
            readOrRefused(observation("o1", wrong));
        }
    }

    private static String medication(String id, String ingredient) {
        return "{\"resourceType\":\"Medication\",\"id\":\"" + id
                + "\",\"ingredient\":[{\"itemReference\":{\"reference\":\"Medication/" + ingredient + "\"}}]}";
    }

    /** On each way a record, with or without gaps, or a refusal that quotes nothing; never anything else. */
    private static void readOrRefused(String json) {
        refusable(() -> asPage(patient(), json));
        refusable(() -> asLines(patient(), json));
        refusable(() -> Page.parse(json));
        refusable(() -> FhirJson.parse(json));
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (FhirAdapterException.Unreadable e) {
            assertThat(e).hasMessage(NOT_FHIR).hasNoCause();
        }
    }
}
