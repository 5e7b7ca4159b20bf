package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.web.cdshooks.CdsServiceKind.ORDER_SIGN;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.advice.AdviceDesk;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a clinician did with a card, told once or often, alone or among others. */
class FeedbackOverHttpTest {
    private final CdsSite site = CdsSite.shared();
    private final String at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();

    @Test
    void whatIsToldTwiceIsDecidedOnce() {
        JsonNode card = card();
        String entry = overridden(id(card));

        assertThat(report(entry, entry).statusCode()).isEqualTo(200);
        assertThat(report(entry).statusCode()).isEqualTo(200);

        assertThat(decisions(id(card))).containsExactly("OVERRIDDEN");
    }

    @Test
    void anAcceptedSuggestionIsDecidedOnceAndAForeignOneNotAtAll() {
        JsonNode card = card();
        String suggestion = card.path("suggestions").get(0).path("uuid").stringValue();
        String entry =
                accepted(id(card), suggestion, suggestion, UUID.randomUUID().toString());

        assertThat(report(entry).statusCode()).isEqualTo(200);

        assertThat(decisions(id(card))).containsExactly("ACCEPTED");
    }

    @Test
    void aWrongEntryIsNamedAndTheOthersOfItsBatchAreKept() {
        JsonNode card = card();

        HttpResponse<String> answer = report("{\"card\":\"x\"}", overridden(id(card)), "7");

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode outcome = CdsSite.json(answer);
        assertThat(outcome.path("issue")
                        .valueStream()
                        .map(issue -> issue.path("expression").path(0).stringValue("")))
                .containsExactly("feedback[0].card", "feedback[2].card", "");
        assertThat(outcome.path("issue").get(2).path("diagnostics").stringValue())
                .isEqualTo("1 other entries were kept");
        assertThat(EmptyParts.of(outcome)).isEmpty();
        assertThat(decisions(id(card))).containsExactly("OVERRIDDEN");
    }

    @Test
    void aCardThatIsNotKnownIsAcknowledgedAndLeavesNothing() {
        String stranger = UUID.randomUUID().toString();

        assertThat(report(overridden(stranger)).statusCode()).isEqualTo(200);
        assertThat(decisions(stranger)).isEmpty();
    }

    @Test
    void feedbackOfAServiceThatIsNotThereIsNotFound() {
        assertThat(site.post(site.service("prodrome-nothing/feedback"), "{\"feedback\":[]}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLinkOfACardFindsThatVeryCardAndNoOtherPatients() {
        JsonNode card = card();
        AdviceDesk desk = site.bean(AdviceDesk.class);
        JsonNode context = CdsSite.JSON.readTree(
                card.path("links").get(0).path("appContext").stringValue());

        String uuid = context.path("card").stringValue();
        assertThat(desk.shown(site.fhir(), new PatientId("p1"), uuid))
                .hasValueSatisfying(shown -> assertThat(shown.summary())
                        .isEqualTo(card.path("summary").stringValue()));
        assertThat(desk.shown(site.fhir(), new PatientId("p2"), uuid)).isEmpty();
        assertThat(desk.shown(site.fhir(), new PatientId("p1"), "no uuid")).isEmpty();
    }

    /** A card that no decision of another test holds back: each call is of an allergy of its own. */
    private JsonNode card() {
        ObjectNode call = TestCalls.of(ORDER_SIGN);
        TestCalls.prefetch(call)
                .set("allergies", TestCalls.searchset(TestCalls.penicillinAllergy("a-" + UUID.randomUUID())));
        return CdsSite.json(site.call(ORDER_SIGN.id(), call)).path("cards").get(0);
    }

    private static String id(JsonNode card) {
        return card.path("uuid").stringValue();
    }

    private String overridden(String card) {
        return """
                {"card":"%s","outcome":"overridden","outcomeTimestamp":"%s","overrideReason":{"reason":{"code":"will-monitor",
                "system":"https://prodrome.org/fhir/CodeSystem/override-reason"}}}""".formatted(card, at);
    }

    private String accepted(String card, String... suggestions) {
        List<String> ids =
                Arrays.stream(suggestions).map(id -> "{\"id\":\"" + id + "\"}").toList();
        return "{\"card\":\"%s\",\"outcome\":\"accepted\",\"outcomeTimestamp\":\"%s\",\"acceptedSuggestions\":[%s]}"
                .formatted(card, at, String.join(",", ids));
    }

    private HttpResponse<String> report(String... entries) {
        return site.post(
                site.service(ORDER_SIGN.id() + "/feedback"), "{\"feedback\":[" + String.join(",", entries) + "]}");
    }

    private List<@Nullable String> decisions(String card) {
        return site.bean(JdbcClient.class)
                .sql("SELECT kind FROM decision WHERE card_uuid = ?")
                .param(UUID.fromString(card))
                .query(String.class)
                .list();
    }
}
