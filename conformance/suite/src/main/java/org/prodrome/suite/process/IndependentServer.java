package org.prodrome.suite.process;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A FHIR server that we did not write (conformance/jpa) as a process of its own. */
public final class IndependentServer {
    private static final List<String> FLAGS =
            List.of("-Xmx1200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

    private IndependentServer() {}

    /** Starts it, empty, on a free port, and waits until it has said what it can do. */
    public static RunningProcess start() {
        int port = RunningProcess.freePort();
        var program = new Program(
                "conformance/jpa",
                "org.prodrome.jpa.JpaServer",
                FLAGS,
                List.of(),
                Map.of("JPA_PORT", Integer.toString(port)));
        var log = Repository.root().resolve("conformance/suite/target/logs").resolve("jpa-" + port + ".log");
        return RunningProcess.start(program, URI.create("http://127.0.0.1:" + port), log)
                .ready("/fhir/Patient?_summary=count");
    }
}
