package org.prodrome.suite.process;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The second authorization server (conformance/peer) as a process of its own. */
public final class SecondServer {
    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

    private SecondServer() {}

    /** Starts it on a free port, for an app at this origin, and waits until it answers. */
    public static RunningProcess start(URI app) {
        return start(app, true);
    }

    /** The same out of the box: it wants {@code client_id} beside a client assertion. */
    public static RunningProcess startStock(URI app) {
        return start(app, false);
    }

    private static RunningProcess start(URI app, boolean clientIdOptional) {
        int port = RunningProcess.freePort();
        var environment = Map.of(
                "PEER_PORT", Integer.toString(port),
                "PEER_APP_ORIGIN", app.toString(),
                "PEER_CLIENT_ID_OPTIONAL", Boolean.toString(clientIdOptional));
        var program = new Program("conformance/peer", "org.prodrome.peer.PeerServer", FLAGS, List.of(), environment);
        var log = Repository.root().resolve("conformance/suite/target/logs").resolve("peer-" + port + ".log");
        return RunningProcess.start(program, URI.create("http://127.0.0.1:" + port), log)
                .ready("/fhir/.well-known/smart-configuration");
    }
}
