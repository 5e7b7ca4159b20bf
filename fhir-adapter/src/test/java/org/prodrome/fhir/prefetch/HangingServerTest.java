package org.prodrome.fhir.prefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.search.ScriptedEhr.bundle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.RecordReader;

/** A FHIR server that takes every request and answers none: what came along is used, and every call ends. */
class HangingServerTest {
    private static final PrefetchKeys KEYS = new PrefetchKeys(new LinkedHashMap<>(
            Map.of("patient", "Patient", "labs", "Observation", "allergies", "AllergyIntolerance")));

    @Test
    @Timeout(60)
    void aHookIsReadWithinItsBudgetAndTheServerSeesEveryCallEnd() throws Exception {
        Queue<CountDownLatch> calls = new ConcurrentLinkedQueue<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> accept(server, calls));
            Map<String, @Nullable String> parts = new HashMap<>();
            parts.put("patient", patient());
            parts.put("labs", bundle(null));
            URI base = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/fhir");

            // the server never answers, so that this returns only since the budget ends
            PatientRecord record = new PrefetchReader(KEYS, RecordReader.create(), Clock.systemUTC())
                    .read(
                            FhirAccess.open(base),
                            new PatientId("p1"),
                            new Prefetch(parts),
                            Deadline.in(Duration.ofMillis(300)));

            assertThat(record.gaps())
                    .extracting(Gap::part, Gap::reason)
                    .containsExactly(tuple("AllergyIntolerance", Gap.Reason.TIMED_OUT));
            assertThat(calls).isNotEmpty();
            for (CountDownLatch ended : calls.stream().skip(1).toList()) { // the first asks what the server can do
                ended.await();
            }
        }
    }

    /** A call ends here when its client closes the connection. */
    private static void accept(ServerSocket server, Queue<CountDownLatch> calls) {
        while (!server.isClosed()) {
            try {
                Socket call = server.accept();
                CountDownLatch ended = new CountDownLatch(1);
                calls.add(ended);
                Thread.startVirtualThread(() -> drain(call, ended));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void drain(Socket call, CountDownLatch ended) {
        try (call) {
            call.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException reset) {
            // the client is gone as well
        } finally {
            ended.countDown();
        }
    }
}
