package org.prodrome.fhir.search;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.Scopes;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.smart.LaunchRequest;

/** A sandbox EHR on a free port, and access to it as a launch or a CDS request would give. */
public final class TestEhr implements AutoCloseable {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.onFreePort());

    public Sandbox sandbox() {
        return sandbox;
    }

    public URI base() {
        return URI.create(sandbox.fhirBase());
    }

    /** The patient with the most resources of the committed set. */
    public PatientId patient() {
        return new PatientId(sandbox.store().patients().getFirst().id());
    }

    public String user() {
        return "Practitioner/"
                + sandbox.store().users().getFirst().getIdElement().getIdPart();
    }

    /** Access with exactly these scopes. */
    public FhirAccess access(String scopes) {
        var launch = LaunchRequest.of(
                "prodrome",
                patient().value(),
                sandbox.store().users().getFirst().getIdElement().getIdPart());
        var issued = sandbox.tokens().issueDirectly(launch, scopes);
        return FhirAccess.of(Access.given(
                base(),
                issued.accessToken(),
                Scopes.parse(scopes),
                Instant.now().plus(Duration.ofMinutes(5)),
                Clock.systemUTC()));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
