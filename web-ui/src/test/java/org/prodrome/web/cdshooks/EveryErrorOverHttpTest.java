package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong with a call, and whoever tells so, the answer is an OperationOutcome. */
class EveryErrorOverHttpTest {
    private static final String SIGN = "/cds-services/prodrome-order-sign";
    private final CdsSite site = CdsSite.shared();

    @ParameterizedTest
    @CsvSource({
        "GET, /cds-services/prodrome-order-sign, POST",
        "PUT, /cds-services/prodrome-order-sign, POST",
        "PATCH, /cds-services/prodrome-order-sign, POST",
        "DELETE, /cds-services/prodrome-order-sign, POST",
        "GET, /cds-services/prodrome-order-sign/feedback, POST",
        "PUT, /cds-services/prodrome-order-sign/feedback, POST",
        "POST, /cds-services, GET",
        "DELETE, /cds-services, GET"
    })
    void anotherMethodIsToldWithTheRightOne(String method, String path, String right) {
        HttpResponse<String> answer = site.send(to(path).method(method, BodyPublishers.ofString("{}")));

        assertOutcome(answer, 405, "not-supported");
        assertThat(answer.headers().firstValue("Allow")).hasValueSatisfying(allow -> assertThat(allow)
                .contains(right, "OPTIONS")
                .doesNotContain("DELETE"));
    }

    @Test
    void theMethodsOfAPathAreToldToWhoAsks() {
        HttpResponse<String> answer = site.send(to(SIGN).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /cds-services/prodrome-order-sign/nothing",
        "GET, /cds-services/prodrome-order-sign/nothing",
        "POST, /cds-services/prodrome-order-sign/feedback/nothing",
        "POST, /cds-services/prodrome-order-sign/",
        "GET, /cds-services/",
        "OPTIONS, /cds-services/a/b/c"
    })
    void aPathThatIsNotThereIsNotFound(String method, String path) {
        assertOutcome(site.send(to(path).method(method, BodyPublishers.ofString("{}"))), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"POST, /cds-services//prodrome-order-sign", "POST, /cds-services/a;b=c", "NONSENSE, /cds-services"})
    void whatTheFirewallRefusesIsToldInTheSameWay(String method, String path) {
        assertOutcome(site.send(to(path).method(method, BodyPublishers.ofString("{}"))), 400, "invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/*;q=0.5", "application/json;q=0", "nonsense"})
    void whoTakesNoJsonIsNotAnswered(String accept) {
        assertOutcome(send(SIGN, "Accept", accept), 406, "not-supported");
        assertOutcome(site.send(to("/cds-services").header("Accept", accept)), 406, "not-supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void aBodyThatIsNotJsonByItsOwnWordIsNotRead(String contentType) {
        assertOutcome(send(SIGN, "Content-Type", contentType), 415, "not-supported");
        assertOutcome(send(SIGN + "/feedback", "Content-Type", contentType), 415, "not-supported");
    }

    @ParameterizedTest
    @CsvSource({
        "Accept, */*",
        "Accept, application/*",
        "Accept, 'text/html, */*;q=0.1'",
        "Accept, application/fhir+json",
        "Content-Type, application/json;charset=UTF-8",
        "Content-Type, application/fhir+json"
    })
    void anyFormOfJsonIsTaken(String header, String value) {
        assertThat(send(SIGN, header, value).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallWithoutAContentTypeIsTaken() {
        assertThat(send(SIGN, "X-Nothing", "x").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageOfAnotherOriginIsToldSo() {
        assertOutcome(send(SIGN, "Origin", "https://elsewhere.example"), 403, "forbidden");
        HttpRequest.Builder preflight = to(SIGN)
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST");
        assertOutcome(site.send(preflight.method("OPTIONS", BodyPublishers.noBody())), 403, "forbidden");
    }

    private HttpResponse<String> send(String path, String header, String value) {
        URI target = URI.create(site.app() + path);
        return site.send(CdsSite.request(target)
                .header(
                        "Authorization",
                        "Bearer " + TestJwt.of(site).forEndpoint(target).sign())
                .header(header, value)
                .POST(BodyPublishers.ofString(
                        TestCalls.of(CdsServiceKind.ORDER_SIGN).toString())));
    }

    private HttpRequest.Builder to(String path) {
        return CdsSite.request(URI.create(site.app() + path));
    }

    private static void assertOutcome(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        JsonNode outcome = CdsSite.json(answer);
        assertThat(outcome.path("resourceType").stringValue()).isEqualTo("OperationOutcome");
        assertThat(outcome.path("issue").get(0).path("code").stringValue()).isEqualTo(code);
        assertThat(EmptyParts.of(outcome)).isEmpty();
    }
}
