package org.prodrome.fhir.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.capability.CapabilityDirectory.Keeping;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.TestEhr;

class CapabilityDirectoryTest {
    private static final URI BASE = URI.create("http://localhost/fhir");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STATEMENT = """
        {"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"Invented EHR"},
         "rest":[{"mode":"server",
          "interaction":[{"code":"batch"}],
          "resource":[
           {"type":"Condition","interaction":[{"code":"read"},{"code":"search-type"},{"code":"create"}],
            "searchParam":[{"name":"patient"},{"name":"category"}],"searchRevInclude":["Provenance:target"],
            "conditionalCreate":true,"versioning":"versioned-update"},
           {"type":"MedicationRequest","interaction":[{"code":"read"}],"searchInclude":["*"]},
           {"type":"Goal"},
           {"type":"Patient","interaction":[{"code":"read"}],"operation":[{"name":"$everything"}]}]}]}""";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void readsWhatTheStatementSaysOfEachType() {
        ServerCapabilities server = StatementReader.read(STATEMENT).known().orElseThrow();

        assertThat(server.fhirVersion()).isEqualTo("4.0.1");
        assertThat(server.software()).isEqualTo("Invented EHR");
        assertThat(server.interactions()).containsExactly("batch");
        TypeCapabilities condition = server.type("Condition").orElseThrow();
        assertThat(condition.searchParameters()).isEqualTo(Set.of("patient", "category"));
        assertThat(condition.conditionalCreate()).isTrue();
        assertThat(condition.conditionalUpdate()).isFalse();
        assertThat(condition.versioning()).isEqualTo("versioned-update");
        assertThat(server.operation("Patient", "everything")).isEqualTo(Support.OFFERED);
        assertThat(server.reverseInclude("Condition", "Provenance:target")).isEqualTo(Support.OFFERED);
        assertThat(server.include("MedicationRequest", "MedicationRequest:medication"))
                .isEqualTo(Support.OFFERED);
    }

    @Test
    void whatIsListedWithoutDetailIsUnknownAndWhatIsNotListedIsNotOffered() {
        Learnt server = StatementReader.read(STATEMENT);

        assertThat(server.interaction("Goal", "search-type")).isEqualTo(Support.UNKNOWN);
        assertThat(server.searchParameter("MedicationRequest", "patient")).isEqualTo(Support.UNKNOWN);
        assertThat(server.interaction("MedicationRequest", "search-type")).isEqualTo(Support.NOT_OFFERED);
        assertThat(server.interaction("CarePlan", "read")).isEqualTo(Support.NOT_OFFERED);
    }

    @Test
    void aStatementWithoutTypesAndOtherAnswersAreUnknownAndNeverNothing() {
        for (String answer : new String[] {
            "{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"4.0.1\"}",
            "{\"resourceType\":\"OperationOutcome\"}",
            "<html>",
            ""
        }) {
            Learnt learnt = StatementReader.read(answer);

            assertThat(learnt).as(answer).isInstanceOf(Learnt.Unknown.class);
            assertThat(learnt.interaction("Condition", "search-type")).isEqualTo(Support.UNKNOWN);
        }
    }

    @Test
    void anOlderServersOperationIsTiedToItsTypeByItsDefinition() {
        Learnt server = StatementReader.read("""
            {"resourceType":"CapabilityStatement","fhirVersion":"3.0.1","rest":[{"mode":"server",
             "resource":[{"type":"Patient"}],
             "operation":[{"name":"everything","definition":{"reference":"OperationDefinition/Patient-everything"}}]}]}""");

        assertThat(server.operation("Patient", "everything")).isEqualTo(Support.OFFERED);
    }

    @Test
    void asksOncePerServerUntilTheAnswerGrowsOld() {
        var directory = directory(new Keeping(Duration.ofMinutes(10), Duration.ofSeconds(30), 5));

        directory.of(BASE, this::answer, PATIENCE);
        directory.of(BASE, this::answer, PATIENCE);
        assertThat(requests).hasValue(1);

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
        assertThat(directory.of(BASE, this::answer, PATIENCE)).isInstanceOf(Learnt.Known.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    void aFailureIsRememberedShortly() {
        var directory = directory(new Keeping(Duration.ofMinutes(10), Duration.ofSeconds(30), 5));

        assertThat(directory.of(BASE, this::silence, PATIENCE)).isInstanceOf(Learnt.Unknown.class);
        assertThat(directory.of(BASE, this::answer, PATIENCE)).isInstanceOf(Learnt.Unknown.class);
        now.set(Instant.EPOCH.plusSeconds(30));
        assertThat(directory.of(BASE, this::answer, PATIENCE)).isInstanceOf(Learnt.Known.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    void manyWhoAskAtOnceCauseOneRequest() throws Exception {
        var directory = directory(Keeping.DEFAULT);
        var release = new CountDownLatch(1);
        var answers = new ArrayList<Future<Learnt>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                answers.add(executor.submit(() -> directory.of(BASE, target -> late(release), PATIENCE)));
            }
            release.countDown();
            for (Future<Learnt> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Learnt.Known.class);
            }
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void whoCannotWaitForTheFirstOneGetsUnknown() throws Exception {
        var directory = directory(Keeping.DEFAULT);
        var release = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Learnt> first = executor.submit(() -> directory.of(
                    BASE,
                    target -> {
                        started.countDown();
                        return late(release);
                    },
                    PATIENCE));
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(directory.of(BASE, this::answer, Duration.ZERO)).isInstanceOf(Learnt.Unknown.class);
            release.countDown();
            assertThat(first.get()).isInstanceOf(Learnt.Known.class);
        }
    }

    @Test
    void moreServersThanTheBoundPushOutTheOneThatEndsFirst() {
        var directory = directory(new Keeping(Duration.ofMinutes(10), Duration.ofSeconds(30), 2));
        for (int server = 0; server < 3; server++) {
            now.set(Instant.EPOCH.plusSeconds(server));
            directory.of(URI.create("http://ehr" + server + "/fhir"), this::answer, PATIENCE);
        }

        directory.of(URI.create("http://ehr2/fhir"), this::answer, PATIENCE);
        directory.of(URI.create("http://ehr1/fhir"), this::answer, PATIENCE);
        assertThat(requests).hasValue(3);
        directory.of(URI.create("http://ehr0/fhir"), this::answer, PATIENCE);
        assertThat(requests).hasValue(4);
    }

    @Test
    void readsTheStatementOfARunningServer() {
        try (var ehr = new TestEhr()) {
            var http = new FhirHttp(FhirHttp.newClient(), FhirAccess.open(ehr.base()), ReadLimits.DEFAULT);

            Learnt learnt = http.capabilities(CapabilityDirectory.create(), Deadline.in(PATIENCE));

            assertThat(learnt.known().orElseThrow().fhirVersion()).isEqualTo("4.0.1");
            assertThat(learnt.interaction("Observation", "search-type")).isEqualTo(Support.OFFERED);
            assertThat(learnt.searchParameter("Observation", "patient")).isEqualTo(Support.OFFERED);
        }
    }

    private CapabilityDirectory directory(Keeping keeping) {
        return new CapabilityDirectory(now::get, keeping);
    }

    private Optional<String> answer(URI target) {
        assertThat(target.getPath()).endsWith("/fhir/metadata");
        requests.incrementAndGet();
        return Optional.of(STATEMENT);
    }

    private Optional<String> silence(URI target) {
        requests.incrementAndGet();
        return Optional.empty();
    }

    private Optional<String> late(CountDownLatch release) {
        try {
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer(BASE.resolve("/fhir/metadata"));
    }
}
