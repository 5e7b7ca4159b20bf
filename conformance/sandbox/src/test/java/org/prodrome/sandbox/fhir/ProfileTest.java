package org.prodrome.sandbox.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.sandbox.SandboxExtension;
import org.prodrome.sandbox.TestApp;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.LaunchRequest;
import tools.jackson.databind.JsonNode;

class ProfileTest {

    private static final String MEDICATION = """
            {"resourceType":"MedicationRequest","status":"draft","intent":"order","subject":{"reference":"Patient/ada"},
             "encounter":{"reference":"Encounter/ada-enc"},"medicationCodeableConcept":{"text":"Metformin"}}
            """;
    private static final String SERVICE = """
            {"resourceType":"ServiceRequest","identifier":[{"system":"urn:tiny:order","value":"1"}],"status":"draft",
             "intent":"proposal","code":{"text":"Kidney ultrasound"},"subject":{"reference":"Patient/ada"}}
            """;
    private static final String NOTE = """
            {"resourceType":"DocumentReference","status":"current","type":{"text":"Note"},"subject":{"reference":"Patient/ada"},
             "category":[{"coding":[{"code":"clinical-note"}]}],
             "content":[{"attachment":{"contentType":"text/plain","data":"SGk="}}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"open", "epic-like", "oracle-like"})
    void doesWhatItsCapabilityStatementSaysAndNothingElse(String profile) {
        try (Ehr ehr = Ehr.like(profile)) {
            for (JsonNode type : ehr.capabilities()) {
                String name = type.path("type").asString();
                String body = "{\"resourceType\":\"" + name + "\"}";
                Ehr fresh = ehr.withFreshToken();
                int status = fresh.create(name, body).statusCode();
                assertThat(status == 405).as("create %s: %s", name, status).isNotEqualTo(offers(type, "create"));
                int updated = ehr.app()
                                .fhirPut(name + "/x", "{\"resourceType\":\"" + name + "\",\"id\":\"x\"}", fresh.token())
                                .body()
                                .contains("cannot be updated")
                        ? 405
                        : 400;
                assertThat(updated == 405).as("update %s", name).isNotEqualTo(offers(type, "update"));
            }
        }
    }

    @Test
    void likeOracleCreatesNeitherServiceRequestsNorCarePlansNorProvenances() {
        try (Ehr ehr = Ehr.like("oracle-like")) {
            List<String> created = ehr.capabilities().stream()
                    .filter(type -> offers(type, "create"))
                    .map(type -> type.path("type").asString())
                    .toList();
            assertThat(created)
                    .containsExactly(
                            "AllergyIntolerance",
                            "Communication",
                            "Condition",
                            "DocumentReference",
                            "MedicationRequest",
                            "Observation",
                            "Procedure");
            assertThat(ehr.create("ServiceRequest", SERVICE).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void likeOracleNamesTheElementThatAMedicationRequestLacks() {
        try (Ehr ehr = Ehr.like("oracle-like")) {
            assertThat(ehr.create("MedicationRequest", MEDICATION).statusCode()).isEqualTo(201);
            assertNames(
                    ehr.create("MedicationRequest", MEDICATION.replaceFirst("\"encounter\":\\{.*?},", "")),
                    422,
                    "MedicationRequest.encounter");
            assertNames(
                    ehr.create("MedicationRequest", MEDICATION.replace("\"order\"", "\"proposal\"")),
                    422,
                    "MedicationRequest.intent");
            assertNames(
                    ehr.create("MedicationRequest", MEDICATION.replace("\"draft\"", "\"active\"")),
                    422,
                    "MedicationRequest.status");
        }
    }

    @Test
    void likeOracleAnswersAStaleVersionByConflict() {
        try (Ehr ehr = Ehr.like("oracle-like")) {
            String id = TestApp.json(ehr.create("MedicationRequest", MEDICATION))
                    .path("id")
                    .asString();
            String next = MEDICATION.replaceFirst("\\{", "{\"id\":\"" + id + "\",");
            assertThat(ehr.update("MedicationRequest/" + id, next, 1).statusCode())
                    .isEqualTo(200);
            SearchTest.assertOutcome(ehr.update("MedicationRequest/" + id, next, 1), 409);
        }
    }

    @Test
    void likeOracleAnswersABurstBy429AndSaysWhenToComeBack() {
        try (Ehr ehr = Ehr.like("oracle-like")) {
            EhrProfile.Burst burst = EhrProfile.named("oracle-like").burst();
            List<HttpResponse<String>> answers = IntStream.range(0, 3 * burst.requests())
                    .parallel()
                    .mapToObj(_ -> ehr.app().fhir("Patient/ada", ehr.token()))
                    .toList();
            List<HttpResponse<String>> refused =
                    answers.stream().filter(one -> one.statusCode() == 429).toList();
            assertThat(refused).isNotEmpty().allSatisfy(one -> {
                assertThat(one.headers().firstValue("Retry-After")).hasValue("1");
                SearchTest.assertOutcome(one, 429);
            });
        }
    }

    @Test
    void likeOraclePagesByOpaqueLinksWithoutATotal() {
        try (Ehr ehr = Ehr.like("oracle-like")) {
            JsonNode page = TestApp.json(ehr.app().fhir("Observation?patient=ada&_count=1", ehr.token()));
            assertThat(page.has("total")).isFalse();
            assertThat(page.path("link").toString()).contains("\"next\"").doesNotContain("_offset");
        }
    }

    @Test
    void likeEpicDropsOurIdentifierFromAServiceRequest() {
        try (Ehr ehr = Ehr.like("epic-like")) {
            HttpResponse<String> created = ehr.create("ServiceRequest", SERVICE);
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(TestApp.json(created).has("identifier")).isFalse();
            JsonNode found = TestApp.json(ehr.app().fhir("ServiceRequest?identifier=urn:tiny:order|1", ehr.token()));
            assertThat(SearchTest.ids(found, "match")).isEmpty();
        }
    }

    @Test
    void likeEpicDemandsACategoryOrACodeOfAnObservationSearch() {
        try (Ehr ehr = Ehr.like("epic-like")) {
            assertNames(ehr.app().fhir("Observation?patient=ada", ehr.token()), 400, "Observation");
            assertThat(ehr.app()
                            .fhir("Observation?patient=ada&category=laboratory", ehr.token())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ehr.capability("Observation").toString())
                    .contains("capabilitystatement-search-parameter-combination");
        }
    }

    @Test
    void likeEpicDoesNotKnowLastUpdatedOfConditions() {
        try (Ehr ehr = Ehr.like("epic-like")) {
            String query = "Condition?patient=ada&_lastUpdated=gt2999-01-01";
            HttpResponse<String> lenient = ehr.app().fhir(query, ehr.token());
            assertThat(SearchTest.ids(TestApp.json(lenient), "match")).containsExactly("ada-ckd");
            assertThat(lenient.body()).doesNotContain("_lastUpdated");
            SearchTest.assertOutcome(ehr.app().fhir(query, ehr.token(), "Prefer", "handling=strict"), 400);
            assertThat(ehr.capability("Condition").toString()).doesNotContain("_lastUpdated");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "category, DocumentReference.category",
        "contentType, DocumentReference.content.attachment.contentType",
        "data, DocumentReference.content.attachment.data"
    })
    void likeEpicTakesADocumentAsANoteOnly(String without, String element) {
        try (Ehr ehr = Ehr.like("epic-like")) {
            assertThat(ehr.create("DocumentReference", NOTE).statusCode()).isEqualTo(201);
            String spoilt = switch (without) {
                case "category" -> NOTE.replace("clinical-note", "imaging");
                case "contentType" -> NOTE.replace("text/plain", "application/pdf");
                default -> NOTE.replace(",\"data\":\"SGk=\"", "");
            };
            assertNames(ehr.create("DocumentReference", spoilt), 422, element);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epic-like", "oracle-like"})
    void refusesAConditionalCreateWhereItOffersNone(String profile) {
        try (Ehr ehr = Ehr.like(profile)) {
            HttpResponse<String> answer =
                    ehr.app().fhirPost("MedicationRequest", MEDICATION, ehr.token(), "If-None-Exist", "identifier=a|b");
            assertNames(answer, 400, "MedicationRequest");
            assertThat(ehr.capability("MedicationRequest")
                            .path("conditionalCreate")
                            .asBoolean())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"open, 200", "epic-like, 400", "oracle-like, 200"})
    void offersEverythingWhereItSaysSo(String profile, int status) {
        try (Ehr ehr = Ehr.like(profile)) {
            assertThat(ehr.app().fhir("Patient/ada/$everything", ehr.token()).statusCode())
                    .isEqualTo(status);
            assertThat(ehr.capability("Patient").path("operation").toString().contains("everything"))
                    .isEqualTo(status == 200);
        }
    }

    private static boolean offers(JsonNode type, String interaction) {
        return type.path("interaction").toString().contains("\"" + interaction + "\"");
    }

    private static void assertNames(HttpResponse<String> answer, int status, String element) {
        SearchTest.assertOutcome(answer, status);
        assertThat(TestApp.json(answer).path("issue").path(0).path("expression").toString())
                .contains("\"" + element + "\"");
    }

    private record Ehr(TestApp app, String token) implements AutoCloseable {

        static Ehr like(String profile) {
            return new Ehr(SandboxExtension.start(settings -> settings.withProfile(profile)), "").withFreshToken();
        }

        Ehr withFreshToken() {
            String token = app.sandbox()
                    .tokens()
                    .issueDirectly(LaunchRequest.of("open-app", "ada", "sandbox-clinician"), "patient/*.cruds")
                    .accessToken();
            return new Ehr(app, token);
        }

        List<JsonNode> capabilities() {
            return TestApp.json(app.fhir("metadata", ""))
                    .path("rest")
                    .path(0)
                    .path("resource")
                    .valueStream()
                    .toList();
        }

        JsonNode capability(String type) {
            return capabilities().stream()
                    .filter(one -> one.path("type").asString().equals(type))
                    .findFirst()
                    .orElseThrow();
        }

        HttpResponse<String> create(String type, String body) {
            return app.fhirPost(type, body, token);
        }

        HttpResponse<String> update(String path, String body, int version) {
            return app.fhirPut(path, body, token, "If-Match", "W/\"" + version + "\"");
        }

        @Override
        public void close() {
            app.sandbox().close();
        }
    }
}
