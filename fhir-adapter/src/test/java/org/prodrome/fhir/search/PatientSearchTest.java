package org.prodrome.fhir.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.FhirTexts;
import org.prodrome.fhir.search.PatientSearch.Outcome;
import org.prodrome.fhir.search.PatientSearch.Query;

class PatientSearchTest {
    private static final Query MUSTER = new Query(" Muster ", LocalDate.of(1950, 2, 3), null);

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private volatile String answer = FhirTexts.bundle();
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatIsLookedForIsInTheBodyAndInNoAddress() {
        find(MUSTER);

        assertThat(asked).containsExactly("POST /fhir/Patient/_search name=Muster&birthdate=1950-02-03&_count=20");
        assertThat(MUSTER.toString()).doesNotContain("Muster", "1950");
    }

    @Test
    void aPatientIsToldByNameBirthDateAndWhetherTheRecordIsInUse() {
        answer = FhirTexts.bundle(
                patient("p1", ""),
                patient("p2", ",\"active\":false"),
                patient("p3", ",\"link\":[{\"other\":{\"reference\":\"Patient/p1\"},\"type\":\"replaced-by\"}]"),
                patient("p4", ",\"active\":true,\"deceasedBoolean\":true"));

        assertThat(find(MUSTER)).isInstanceOfSatisfying(Outcome.Found.class, found -> {
            assertThat(found.more()).isFalse();
            assertThat(found.matches()).extracting(match -> match.id().value()).containsExactly("p1", "p2", "p3", "p4");
            assertThat(found.matches())
                    .extracting(PatientSearch.Match::inUse)
                    .containsExactly(true, false, false, true);
            assertThat(found.matches().getLast().demographics().deceasedFlag()).isTrue();
            assertThat(found.matches().getFirst().demographics().birthDate()).isEqualTo(LocalDate.of(1950, 2, 3));
        });
    }

    @Test
    void aRefusalAndNonsenseAreNotNobody() {
        status = 403;
        assertThat(find(MUSTER)).isInstanceOf(Outcome.NotAnswered.class);
        status = 200;
        answer = "<html>Muster</html>";
        assertThat(find(MUSTER))
                .isInstanceOfSatisfying(
                        Outcome.NotAnswered.class, not -> assertThat(not.why()).doesNotContain("Muster"));
    }

    @Test
    void aSearchForNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Query(" ", null, ""));
    }

    private Outcome find(Query query) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
        return PatientSearch.create().find(FhirAccess.open(base), query, Duration.ofSeconds(5));
    }

    private static String patient(String id, String more) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id
                + "\",\"name\":[{\"family\":\"Muster\",\"given\":[\"Max\"]}],\"birthDate\":\"1950-02-03\"" + more + "}";
    }
}
