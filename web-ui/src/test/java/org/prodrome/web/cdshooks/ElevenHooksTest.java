package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.cdshooks.CdsServiceKind.ALLERGY_CREATE;
import static org.prodrome.web.cdshooks.CdsServiceKind.MEDICATION_REFILL;
import static org.prodrome.web.cdshooks.CdsServiceKind.MEDICATION_VERIFY;
import static org.prodrome.web.cdshooks.CdsServiceKind.ORDER_DISPATCH;
import static org.prodrome.web.cdshooks.CdsServiceKind.ORDER_SELECT;
import static org.prodrome.web.cdshooks.CdsServiceKind.ORDER_SIGN;
import static org.prodrome.web.cdshooks.CdsServiceKind.PROBLEM_CREATE;
import static org.prodrome.web.cdshooks.TestCalls.amoxicillin;
import static org.prodrome.web.cdshooks.TestCalls.bundle;
import static org.prodrome.web.cdshooks.TestCalls.context;
import static org.prodrome.web.cdshooks.TestCalls.medication;
import static org.prodrome.web.cdshooks.TestCalls.object;
import static org.prodrome.web.cdshooks.TestCalls.penicillinAllergy;
import static org.prodrome.web.cdshooks.TestCalls.prefetch;
import static org.prodrome.web.cdshooks.TestCalls.problem;
import static org.prodrome.web.cdshooks.TestCalls.searchset;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each hook answers with what it is for. */
class ElevenHooksTest {
    private final CdsSite site = CdsSite.shared();

    @ParameterizedTest
    @EnumSource(CdsServiceKind.class)
    void everyHookIsAnsweredAndNothingInTheAnswerIsNullOrEmpty(CdsServiceKind service) {
        JsonNode answer = answer(service, TestCalls.of(service));

        assertThat(answer.path("cards").isArray()).isTrue();
        assertThat(answer.has("systemActions")).isFalse();
        assertThat(EmptyParts.of(answer)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_SELECT", "ORDER_SIGN", "ORDER_DISPATCH", "MEDICATION_REFILL", "MEDICATION_VERIFY"})
    void everyHookAboutAnOrderWarnsOfAPenicillinForWhoIsAllergicToIt(CdsServiceKind service) {
        List<String> summaries = summaries(answer(service, TestCalls.of(service)));

        assertThat(summaries).anySatisfy(summary -> assertThat(summary).contains("allergy on record"));
    }

    @Test
    void aNewAllergyIsComparedWithTheCurrentMedications() {
        ObjectNode call = TestCalls.of(ALLERGY_CREATE);
        prefetch(call).set("allergies", searchset());
        prefetch(call).set("medications", searchset(medication("m1", "308192", "Amoxicillin 500 MG", "active")));

        JsonNode answer = answer(ALLERGY_CREATE, call);

        assertThat(summaries(answer)).anySatisfy(summary -> assertThat(summary).contains("allergy on record"));
        assertThat(answer.findValues("suggestions"))
                .as("nothing changes a current medication")
                .isEmpty();
    }

    @Test
    void ofANewAllergyThatNoRuleIsAboutItIsSaidThatItWasNotChecked() {
        ObjectNode call = TestCalls.of(ALLERGY_CREATE);
        context(call).set("allergyIntolerance", bee("a-new"));
        prefetch(call).set("medications", searchset(medication("m1", "308192", "Amoxicillin 500 MG", "active")));

        assertThat(summaries(answer(ALLERGY_CREATE, call)))
                .containsExactly("The new allergy was not checked against the medications: no rule here is about it");
    }

    @Test
    void aNewAllergyInWordsOnlyIsSaidToBeUncheckedAndItsWordsAreInert() {
        ObjectNode call = TestCalls.of(ALLERGY_CREATE);
        ObjectNode allergy = penicillinAllergy("a-new");
        allergy.putObject("code").put("text", "<img src=x onerror=alert(1)> [pen](http://evil.example)");
        context(call).set("allergyIntolerance", allergy);
        prefetch(call).set("allergies", searchset());
        prefetch(call).set("medications", searchset(medication("m1", "308192", "Amoxicillin 500 MG", "active")));

        JsonNode answer = answer(ALLERGY_CREATE, call);

        assertThat(summaries(answer))
                .contains(
                        "The new allergy was not checked against the medications: it is in words only, without a code")
                .as("the rule that could not compare it")
                .hasSize(2);
        assertThat(answer.toString()).contains("onerror").doesNotContain("<img").doesNotContain("[pen](");
    }

    @Test
    void aNewAllergyMayComeInItsHooksEarlierShapes() {
        ObjectNode wrapped = TestCalls.of(ALLERGY_CREATE);
        ObjectNode listed = TestCalls.of(ALLERGY_CREATE);
        for (ObjectNode call : List.of(wrapped, listed)) {
            prefetch(call).set("allergies", searchset());
            prefetch(call).set("medications", searchset(medication("m1", "308192", "Amoxicillin 500 MG", "active")));
            context(call).remove("allergyIntolerance");
        }
        ObjectNode unsaved = penicillinAllergy("x");
        unsaved.remove("id");
        context(wrapped).putObject("allergyIntolerance").set("resource", unsaved);
        context(listed).set("allergyIntolerances", bundle(penicillinAllergy("a-new")));

        assertThat(summaries(answer(ALLERGY_CREATE, wrapped))).hasSize(1);
        assertThat(summaries(answer(ALLERGY_CREATE, listed))).hasSize(1);
    }

    @Test
    void aNewAllergyThatCouldNotBeComparedIsNotTakenForHarmless() {
        ObjectNode call = TestCalls.of(ALLERGY_CREATE);
        prefetch(call).set("medications", searchset(medication("m1", "99999999", "Wonder balm", "active")));

        JsonNode answer = answer(ALLERGY_CREATE, call);

        assertThat(summaries(answer)).singleElement().asString().contains("was not checked against the new entry");
        assertThat(answer.toString()).contains("Wonder balm");
    }

    @Test
    void ofANewProblemThatNoRuleAboutOrdersLooksForItIsSaid() {
        assertThat(summaries(answer(PROBLEM_CREATE, TestCalls.of(PROBLEM_CREATE))))
                .contains("The new problem was not checked against the medications: no rule here is about it");
    }

    @Test
    void aNewPregnancyIsComparedWithTheCurrentMedications() {
        ObjectNode call = TestCalls.of(PROBLEM_CREATE);
        context(call)
                .set(
                        "conditions",
                        bundle(object(problem("c-new")
                                .toString()
                                .replace("44054006", "72892002")
                                .replace("Diabetes mellitus type 2", "Normal pregnancy"))));
        prefetch(call).set("medications", searchset(medication("m1", "314076", "lisinopril 10 MG", "active")));

        assertThat(summaries(answer(PROBLEM_CREATE, call)))
                .noneMatch(summary -> summary.contains("was not checked against"));
    }

    @Test
    void dispatchedOrdersAreFetchedWithTheCallsTokenWherePrefetchHasThemNot() {
        site.onServer("MedicationRequest/fetched-1", amoxicillin("fetched-1").toString());
        ObjectNode call = authorized(dispatching("MedicationRequest/fetched-1"));

        assertThat(summaries(answer(ORDER_DISPATCH, call)))
                .anySatisfy(summary -> assertThat(summary).contains("allergy on record"));
        assertThat(site.fetched()).contains("MedicationRequest/fetched-1");
    }

    @Test
    void dispatchedOrdersThatCannotBeHadAreAFailedPrecondition() {
        HttpResponse<String> without = call(ORDER_DISPATCH, dispatching("MedicationRequest/nowhere"));
        HttpResponse<String> notThere = call(ORDER_DISPATCH, authorized(dispatching("MedicationRequest/nowhere")));

        assertThat(List.of(without, notThere)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(412);
            assertThat(answer.body()).contains("context.dispatchedOrders[0]");
        });
    }

    @Test
    void aDispatchedOrderOfAnotherPatientIsRefused() {
        ObjectNode order = amoxicillin("strange");
        ((ObjectNode) order.path("subject")).put("reference", "Patient/p2");
        ObjectNode call = dispatching("MedicationRequest/strange");
        prefetch(call).set("dispatched", bundle(order));

        HttpResponse<String> answer = call(ORDER_DISPATCH, call);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("context.dispatchedOrders[0].subject");
    }

    @Test
    void aHookWithoutAUserIsAnsweredForItsClient() {
        ObjectNode refill = TestCalls.of(MEDICATION_REFILL);
        context(refill).remove("userId");

        assertThat(summaries(answer(MEDICATION_REFILL, refill))).isNotEmpty();
        assertThat(summaries(answer(ORDER_DISPATCH, TestCalls.of(ORDER_DISPATCH))))
                .isNotEmpty();
    }

    @Test
    void theMedicationThatADraftRefersToIsFetched() {
        site.onServer("Medication/product-1", """
                {"resourceType":"Medication","id":"product-1","code":{"coding":[{
                 "system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"308192","display":"Amoxicillin"}]}}""");
        ObjectNode order = amoxicillin("draft-1");
        order.remove("medicationCodeableConcept");
        order.putObject("medicationReference").put("reference", "Medication/product-1");
        ObjectNode known = authorized(TestCalls.of(ORDER_SIGN));
        context(known).set("draftOrders", bundle(order));
        ObjectNode unknown = TestCalls.of(ORDER_SIGN);
        context(unknown).set("draftOrders", bundle(order));

        assertThat(summaries(answer(ORDER_SIGN, known)))
                .anySatisfy(summary -> assertThat(summary).contains("allergy on record"));
        assertThat(summaries(answer(ORDER_SIGN, unknown)))
                .anySatisfy(summary -> assertThat(summary).contains("not checked"));
    }

    @Test
    void withoutSelectionsEveryDraftIsLookedAt() {
        ObjectNode call = TestCalls.of(ORDER_SELECT);
        context(call).remove("selections");

        assertThat(summaries(answer(ORDER_SELECT, call))).isNotEmpty();
    }

    @Test
    void aPharmacistsOrderMayStandUnderOrderAsInTheHooksOwnExample() {
        ObjectNode call = TestCalls.of(MEDICATION_VERIFY);
        context(call).remove("medication");
        context(call).putObject("order").set("resource", amoxicillin("m9"));

        assertThat(summaries(answer(MEDICATION_VERIFY, call))).isNotEmpty();
    }

    private ObjectNode dispatching(String reference) {
        ObjectNode call = TestCalls.of(ORDER_DISPATCH);
        context(call).putArray("dispatchedOrders").add(reference);
        return call;
    }

    private ObjectNode authorized(ObjectNode call) {
        call.put("fhirServer", site.fhir());
        call.putObject("fhirAuthorization")
                .put("access_token", "opaque")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.rs")
                .put("subject", "prodrome")
                .put("patient", "p1");
        return call;
    }

    private static ObjectNode bee(String id) {
        return object(penicillinAllergy(id)
                .toString()
                .replace("91936005", "424213003")
                .replace("penicillin", "bee venom"));
    }

    private HttpResponse<String> call(CdsServiceKind service, ObjectNode body) {
        return site.call(service.id(), body);
    }

    private JsonNode answer(CdsServiceKind service, ObjectNode body) {
        HttpResponse<String> answer = call(service, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return CdsSite.json(answer);
    }

    private static List<String> summaries(JsonNode answer) {
        return answer.path("cards")
                .valueStream()
                .map(card -> card.path("summary").stringValue())
                .toList();
    }
}
