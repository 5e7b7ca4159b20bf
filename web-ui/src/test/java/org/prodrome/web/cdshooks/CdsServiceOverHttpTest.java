package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.cdshooks.CdsServiceKind.ALLERGY_CREATE;
import static org.prodrome.web.cdshooks.CdsServiceKind.ORDER_SIGN;
import static org.prodrome.web.cdshooks.CdsServiceKind.PATIENT_VIEW;
import static org.prodrome.web.cdshooks.TestCalls.amoxicillin;
import static org.prodrome.web.cdshooks.TestCalls.bundle;
import static org.prodrome.web.cdshooks.TestCalls.context;
import static org.prodrome.web.cdshooks.TestCalls.medication;
import static org.prodrome.web.cdshooks.TestCalls.object;
import static org.prodrome.web.cdshooks.TestCalls.prefetch;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bad input and missing data at the whole service: every answer says what is wrong, or what could not be looked at. */
class CdsServiceOverHttpTest {
    private static final String OUTCOME =
            "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"timeout\"}]}";
    private final CdsSite site = CdsSite.shared();

    @Test
    void discoveryIsOfferedPerClientAndHasNothingEmpty() {
        JsonNode document = CdsSite.json(site.discover());

        assertThat(document.path("services")).hasSize(CdsServiceKind.all().size());
        assertThat(EmptyParts.of(document)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CdsServiceKind.class)
    void withoutThePatientEveryHookIsAFailedPrecondition(CdsServiceKind service) {
        for (String supplied : List.of("absent", "null", OUTCOME)) {
            ObjectNode call = TestCalls.of(service);
            if (supplied.equals("absent")) {
                prefetch(call).remove("patient");
            } else {
                prefetch(call).set("patient", CdsSite.JSON.readTree(supplied));
            }
            HttpResponse<String> answer = site.call(service.id(), call);

            assertThat(answer.statusCode()).as(supplied).isEqualTo(412);
            assertThat(CdsSite.json(answer).path("resourceType").stringValue()).isEqualTo("OperationOutcome");
        }
    }

    @Test
    void anythingElseThatIsMissingIsAGapOnTheCardAndNullIsNone() {
        String page = """
                {"resourceType":"Bundle","type":"searchset","total":9,"link":[{"relation":"next",
                 "url":"https://ehr.example.org/fhir?page=2"}]}""";

        assertThat(withAllergies("")).contains("the allergies: the CDS client sent none along");
        assertThat(withAllergies(OUTCOME)).contains("the allergies: the CDS client could not read it: timeout");
        assertThat(withAllergies(page)).contains("the allergies: the CDS client sent the first page only");
        assertThat(List.of(withAllergies("null"), withAllergies(TestCalls.searchset().toString())))
                .allSatisfy(answer -> assertThat(answer).contains("Not checked").doesNotContain("the CDS client"));
    }

    @ParameterizedTest
    @EnumSource(CdsServiceKind.class)
    void whatPrefetchLeavesOutIsFetchedAtEveryHook(CdsServiceKind service) {
        site.onServer("Patient/p1", """
                {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"}""");
        ObjectNode call = TestCalls.of(service);
        prefetch(call).remove("patient");
        call.put("fhirServer", site.fhir());
        call.putObject("fhirAuthorization")
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.rs")
                .put("subject", "prodrome");

        HttpResponse<String> answer = site.call(service.id(), call);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aNewAllergyWithoutTheMedicationListIsNotTakenForHarmless() {
        ObjectNode call = TestCalls.of(ALLERGY_CREATE);
        prefetch(call).remove("medications");

        JsonNode answer = CdsSite.json(site.call(ALLERGY_CREATE.id(), call));

        assertThat(answer.path("cards").valueStream().map(card -> card.path("summary").stringValue()))
                .anySatisfy(summary -> assertThat(summary).contains("was not compared with all current medications"));
        assertThat(EmptyParts.of(answer)).isEmpty();
    }

    @Test
    void draftsOfUnknownProductsInWordsOnlyOrOfAbsurdDosesAreAnsweredNotPassed() {
        ObjectNode words = amoxicillin("draft-1");
        words.remove("medicationCodeableConcept");
        words.putObject("medicationCodeableConcept").put("text", "two of the blue ones");
        ObjectNode nothing = amoxicillin("draft-2");
        nothing.remove("medicationCodeableConcept");
        ObjectNode absurd = amoxicillin("draft-3");
        absurd.putArray("dosageInstruction")
                .addObject()
                .putArray("doseAndRate")
                .addObject()
                .putObject("doseQuantity")
                .put("value", new BigDecimal("1e30"))
                .put("unit", "kg");
        ObjectNode negative = object(absurd.toString().replace("draft-3", "draft-4").replace("1E+30", "-5"));
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        context(call)
                .set("draftOrders",
                        bundle(words, nothing, absurd, negative, medication("d5", "99999999", "Wonder balm", "draft")));

        HttpResponse<String> answer = site.call(ORDER_SIGN.id(), call);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("not checked", "two of the blue ones", "Wonder balm", "allergy on record");
    }

    @Test
    void aDraftThatIsNoFhirIsAFailedPrecondition() {
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        ObjectNode order = amoxicillin("an id with spaces");
        context(call).set("draftOrders", bundle(order));

        HttpResponse<String> answer = site.call(ORDER_SIGN.id(), call);

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.body()).contains("context.draftOrders");
    }

    @Test
    void wordsOfTheRecordAreNoMarkupOnAnAnswer() {
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        String hostile = "<img src=x onerror=alert(1)> [here](http://evil.example) www.evil.example # x";
        context(call).set("draftOrders", bundle(medication("draft-1", "308192", hostile, "draft")));

        String answer = site.call(ORDER_SIGN.id(), call).body();
        List<String> shown = CdsSite.JSON.readTree(answer)
                .path("cards")
                .valueStream()
                .flatMap(card -> Stream.of(
                        card.path("summary").stringValue(), card.path("detail").stringValue()))
                .toList();

        assertThat(shown).isNotEmpty().allSatisfy(words -> assertThat(words)
                .doesNotContain("<img")
                .doesNotContain("](http")
                .doesNotContain("://evil")
                .doesNotContain("www.evil"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        HttpResponse<String> hook =
                site.post(site.service(PATIENT_VIEW.id()), "{\"x\":\"" + "x".repeat(17 << 20) + "\"}");
        HttpResponse<String> feedback = site.post(
                site.service(PATIENT_VIEW.id() + "/feedback"), "{\"x\":\"" + "x".repeat(2 << 20) + "\"}");

        assertThat(List.of(hook, feedback)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("body: expected");
        });
    }

    @Test
    void aResourceNestedAsDeepAsMayBeIsRead() {
        String deep = "{\"extension\":[".repeat(50) + "{\"url\":\"x\"}" + "]}".repeat(50);
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        ((ObjectNode) prefetch(call).path("patient")).set("x-local", CdsSite.JSON.readTree(deep));

        assertThat(site.call(ORDER_SIGN.id(), call).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prodrome-nothing", "..%2Fcds-services", "prodrome-order-sign%00"})
    void aServiceThatIsNotThereIsNotFound(String id) {
        URI target = URI.create(site.app() + "/cds-services/" + id);

        assertThat(site.post(target, "{}").statusCode()).isIn(400, 404);
    }

    @Test
    void onlyPagesOfConfiguredOriginsMayCall() {
        HttpResponse<String> known = preflight("https://ehr.example.org");
        HttpResponse<String> unknown = preflight("https://elsewhere.example");

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.headers().firstValue("Access-Control-Allow-Origin")).contains("https://ehr.example.org");
        assertThat(known.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private HttpResponse<String> preflight(String origin) {
        return site.send(CdsSite.request(site.service(ORDER_SIGN.id()))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private String withAllergies(String supplied) {
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        if (supplied.isEmpty()) {
            prefetch(call).remove("allergies");
        } else {
            prefetch(call).set("allergies", CdsSite.JSON.readTree(supplied));
        }
        HttpResponse<String> answer = site.call(ORDER_SIGN.id(), call);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
