package org.prodrome.suite.spec.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer as a whole, and where its data comes from (CDS Hooks 2.0, "CDS Service Response", "FHIR Resource Access"). */
final class AnswerRules {

    private AnswerRules() {}

    static List<Rule> all() {
        return List.of(
                Rule.of("answers are JSON", AnswerRules::areJson, 1)
                        .brokenBy(
                                AnswerBreach.DISCOVERY_AS_HTML,
                                AnswerBreach.CARDS_AS_TEXT,
                                AnswerBreach.ERRORS_AS_TEXT),
                Rule.of("nothing is null or empty", AnswerRules::haveNothingEmpty, 3)
                        .brokenBy(
                                DiscoveryBreach.TITLE_IS_NULL,
                                DiscoveryBreach.USAGE_REQUIREMENTS_EMPTY,
                                CardBreach.DETAIL_IS_NULL,
                                CardBreach.DETAIL_EMPTY,
                                CardBreach.LINKS_EMPTY,
                                CardBreach.TOPIC_EMPTY),
                Rule.of("each hook is answered 200 with an array of cards", AnswerRules::haveCards, 74)
                        .brokenBy(
                                AnswerBreach.CARDS_CREATED,
                                AnswerBreach.CARDS_AS_OBJECT,
                                AnswerBreach.CARDS_ARE_NULL,
                                AnswerBreach.NO_CARDS_FIELD,
                                AnswerBreach.CARDS_AT_THE_ROOT),
                Rule.of("errors say what is wrong in an OperationOutcome", AnswerRules::errorsAreOutcomes, 14, 76)
                        .brokenBy(AnswerBreach.ERRORS_AS_TEXT, AdmissionBreach.ADMITS_WITHOUT_TOKEN),
                Rule.of("nothing to say is an empty array", AnswerRules::nothingIsAnEmptyArray, 77)
                        .brokenBy(AnswerBreach.NOTHING_TO_SAY_IS_204),
                Rule.of("without the patient it is 412", AnswerRules::needsThePatient, 54)
                        .brokenBy(AnswerBreach.ANSWERS_WITHOUT_PATIENT),
                Rule.of("an OperationOutcome in prefetch is a gap", AnswerRules::seesOutcomesInPrefetch, 52)
                        .brokenBy(AnswerBreach.GAPS_PASSED_OVER),
                Rule.of(
                                "prefetched or fetched, the orders are warned of alike",
                                AnswerRules::fetchesWhatIsMissing,
                                34,
                                60)
                        .brokenBy(FhirBreach.NO_ACCESS_TOKEN),
                Rule.of("each FHIR request carries the access token", AnswerRules::showsTheToken, 61)
                        .brokenBy(
                                FhirBreach.NO_ACCESS_TOKEN,
                                FhirBreach.ACCESS_TOKEN_AS_PASSWORD,
                                FhirBreach.ACCESS_TOKEN_IN_URL),
                Rule.of("feedback is taken, unknown cards included", AnswerRules::takesFeedback, 81, 82, 118, 148)
                        .brokenBy(AnswerBreach.NO_FEEDBACK, AnswerBreach.FEEDBACK_NEEDS_KNOWN_CARDS),
                Rule.of("scripts of listed pages may call, others not", AnswerRules::allowsListedPages, 208)
                        .brokenBy(
                                AnswerBreach.NO_WORD_FOR_OTHER_ORIGINS,
                                AnswerBreach.REFUSES_PREFLIGHT,
                                AnswerBreach.ALLOWS_EVERY_ORIGIN));
    }

    private static void areJson(Trial trial) {
        var answers = new ArrayList<>(trial.answers());
        answers.add(trial.discovery());
        answers.add(trial.call("order-sign", request -> request.remove("hook")));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.contentType()).startsWith("application/json");
            assertThat(answer.json().isObject()).isTrue();
        });
    }

    private static void haveNothingEmpty(Trial trial) {
        assertThat(empties("", trial.discovery().json())).isEmpty();
        Seen.each(trial.cards(), card -> assertThat(empties("", card)).isEmpty());
    }

    /** The paths of null and empty values. */
    private static List<String> empties(String path, JsonNode node) {
        if (node.isNull()
                || node.isContainer() && node.isEmpty()
                || node.isString() && node.stringValue().isEmpty()) {
            return List.of(path);
        }
        return node.isObject()
                ? node.properties().stream()
                        .flatMap(field -> empties(path + "." + field.getKey(), field.getValue()).stream())
                        .toList()
                : node.valueStream()
                        .flatMap(child -> empties(path + "[]", child).stream())
                        .toList();
    }

    private static void haveCards(Trial trial) {
        assertThat(trial.answers()).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().isObject()).isTrue();
            assertThat(answer.json().path("cards").isArray()).isTrue();
            assertThat(answer.json().path("cards").valueStream()).allMatch(JsonNode::isObject);
        });
    }

    private static void errorsAreOutcomes(Trial trial) {
        var unsigned = trial.hospital.send(new Asked("GET", Asked.DISCOVERY, null, ""));
        var malformed = trial.call("order-sign", request -> request.remove("context"));
        assertThat(Stream.of(unsigned, malformed)).allSatisfy(error -> {
            assertThat(error.status()).isBetween(400, 599);
            assertThat(error.contentType()).startsWith("application/json");
            assertThat(error.json().path("resourceType").stringValue("")).isEqualTo("OperationOutcome");
        });
    }

    /** A nearly empty chart and an order that no rule is about. */
    private static void nothingIsAnEmptyArray(Trial trial) {
        var about = trial.hospital.patient("healthy");
        var request = trial.request("order-sign", about);
        ((ObjectNode) request.path("context")).set("draftOrders", Contexts.harmlessDraft(about));
        var answer = trial.hospital.post(trial.endpoint("order-sign"), request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("cards").isArray()).isTrue();
        assertThat(answer.cards()).isEmpty();
    }

    private static void needsThePatient(Trial trial) {
        assertThat(trial.hooks()).allSatisfy(hook -> {
            var keys = trial.keysOf(hook, "Patient");
            assertThat(keys).isNotEmpty();
            var answer = trial.call(hook, request -> ((ObjectNode) request.path("prefetch")).remove(keys));
            assertThat(answer.status()).as(hook).isEqualTo(412);
        });
    }

    private static void seesOutcomesInPrefetch(Trial trial) {
        var keys = trial.keysOf("order-sign", "AllergyIntolerance");
        assertThat(keys).isNotEmpty();
        var answer = trial.call(
                "order-sign",
                request -> keys.forEach(key -> ((ObjectNode) request.path("prefetch"))
                        .putObject(key)
                        .put("resourceType", "OperationOutcome")
                        .putArray("issue")
                        .addObject()
                        .put("severity", "error")
                        .put("code", "timeout")));
        assertThat(answer.cards().toString().toLowerCase(Locale.ROOT)).contains("not checked", "allerg");
    }

    private static void fetchesWhatIsMissing(Trial trial) {
        assertThat(warned(trial.call("order-sign", request -> {
                    trial.withAccess(request);
                    ((ObjectNode) request.path("prefetch")).remove(trial.keysOf("order-sign", "AllergyIntolerance"));
                })))
                .isEqualTo(warned(trial.call("order-sign")))
                .hasSizeGreaterThan(1);
    }

    private static List<String> warned(Answer answer) {
        return answer.cards().stream()
                .filter(card -> card.path("indicator").stringValue("").equals("critical"))
                .map(card -> card.path("summary").stringValue(""))
                .sorted()
                .toList();
    }

    private static void showsTheToken(Trial trial) {
        trial.hospital.sandbox.received().clear();
        trial.call("order-sign", request -> {
            trial.withAccess(request);
            request.remove("prefetch");
        });
        var received = trial.hospital.sandbox.received().all().stream()
                .filter(request -> request.path().startsWith("/fhir/"))
                .toList();
        assertThat(received).isNotEmpty().allSatisfy(request -> {
            assertThat(request.inUrl()).doesNotContain("access_token");
            assertThat(request.authorization())
                    .hasValueSatisfying(shown -> assertThat(shown.scheme()).isEqualTo("Bearer"));
        });
    }

    private static void allowsListedPages(Trial trial) {
        var preflight = new Asked("OPTIONS", trial.endpoint("order-sign"), null, "");
        var allowed = trial.hospital.send(preflight.fromPage(Hospital.PAGE));
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.allowedOrigin()).isEqualTo(Hospital.PAGE);
        assertThat(trial.hospital
                        .get(new Asked("GET", Asked.DISCOVERY, null, "").fromPage(Hospital.PAGE))
                        .allowedOrigin())
                .isEqualTo(Hospital.PAGE);
        var stranger = trial.hospital.send(preflight.fromPage("https://elsewhere.example.org"));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.allowedOrigin()).isEmpty();
    }

    private static void takesFeedback(Trial trial) {
        var card = trial.call("order-sign").cards().stream()
                .filter(one -> one.path("suggestions").size() > 0)
                .findFirst()
                .orElseThrow();
        var suggestion = card.path("suggestions").get(0).path("uuid").stringValue();
        var feedback = (ObjectNode) Contexts.bundle();
        feedback.removeAll();
        var entries = feedback.putArray("feedback");
        for (var uuid : List.of(card.path("uuid").stringValue(), "6f9d2f44-6b1f-4b0e-a7a5-1f0d0c1f3a12")) {
            var entry = entries.addObject().put("card", uuid).put("outcome", "accepted");
            entry.put("outcomeTimestamp", "2026-11-22T10:00:00Z");
            entry.putArray("acceptedSuggestions").addObject().put("id", suggestion);
        }
        assertThat(trial.hospital
                        .post(trial.endpoint("order-sign") + "/feedback", feedback)
                        .status())
                .isEqualTo(200);
    }
}
