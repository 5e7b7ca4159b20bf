package org.prodrome.suite.spec.smart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Received;

/**
 * What one check does: launches and requests, each by a launcher of its own, so that nothing is remembered from one check to
 * the next.
 */
final class Trial extends Peers {

    private @Nullable LaunchException refusal;

    /** What one launch is made of. */
    record Begun(SmartLauncher launcher, AuthorizationRequest request, String launch) {}

    Trial() throws IOException {}

    /** Forgets what came before and switches these faults on. */
    void beginWith(List<Fault> faults) {
        sandbox.faults().set(faults);
        sandbox.received().clear();
        refusal = null;
        forgetRedirect();
    }

    /** The refusal that a look at the sent request passed over, if any. */
    Optional<LaunchException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** An EHR launch up to where the browser is sent to the EHR. */
    Begun begin(IssuerRegistration app) {
        var user = sandbox.store().users().getFirst().getIdElement().getIdPart();
        var chart = org.prodrome.sandbox.smart.LaunchRequest.of(app.clientId(), patient(), user)
                .withEncounter("enc-1");
        var ticket = sandbox.launches().issue(chart);
        var launcher = SmartLauncher.builder().register(app).build();
        return new Begun(launcher, launcher.authorize(LaunchRequest.of(query(ticket.launchUrl()))), ticket.launch());
    }

    /** A whole EHR launch. */
    LaunchContext launch(IssuerRegistration app) {
        var begun = begin(app);
        return begun.launcher().complete(visit(begun.request()), begun.request().browserBinding());
    }

    RedirectParameters visit(AuthorizationRequest request) {
        send(HttpRequest.newBuilder(request.uri()));
        return RedirectParameters.of(redirected());
    }

    Access backend() {
        return backend(backendService());
    }

    Access backend(IssuerRegistration service) {
        return SmartLauncher.builder().register(publicApp()).build().backend(service);
    }

    /** The authorization request of an EHR launch, as the EHR got it. */
    Received authorization(IssuerRegistration app) {
        send(HttpRequest.newBuilder(begin(app).request().uri()));
        return last("/auth/authorize");
    }

    /** The same, sent by POST. */
    Received postedAuthorization(IssuerRegistration app) {
        var request = begin(app).request();
        var form = request.parameters().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        send(HttpRequest.newBuilder(request.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return last("/auth/authorize");
    }

    /** The authorization request of a standalone launch, as the EHR got it. */
    Received standaloneAuthorization(IssuerRegistration app) {
        var launcher = SmartLauncher.builder().register(app).build();
        send(HttpRequest.newBuilder(
                launcher.authorize(LaunchRequest.standalone(fhirBase())).uri()));
        return last("/auth/authorize");
    }

    /** The token request of a launch, as the EHR got it, whether or not it liked it. */
    Received tokenRequest(IssuerRegistration app) {
        tolerating(() -> launch(app));
        return last("/auth/token");
    }

    /** The token request of a backend service, as the EHR got it, whether or not it liked it. */
    Received backendRequest() {
        tolerating(this::backend);
        return last("/auth/token");
    }

    /** The request for a new token after a launch, as the EHR got it, whether or not it liked it. */
    Received refreshRequest(IssuerRegistration app) {
        var access = launch(app).access();
        tolerating(() -> access.authorizationAfter401(patientUri(), access.authorizationFor(patientUri())));
        var sent = sandbox.received().at("/auth/token");
        if (sent.size() != 2) {
            throw new AssertionError("expected a token request and a refresh, got " + sent.size());
        }
        return sent.getLast();
    }

    /** A read by this access; the status of the answer. */
    int read(Access access, URI target) {
        return send(HttpRequest.newBuilder(target).header("Authorization", access.authorizationFor(target)))
                .statusCode();
    }

    String text(URI uri) {
        return send(HttpRequest.newBuilder(uri)).body();
    }

    Received last(String path) {
        var sent = sandbox.received().at(path);
        if (sent.isEmpty()) {
            throw new AssertionError("no request came to " + path);
        }
        return sent.getLast();
    }

    /** Every path that was asked for, oldest first. */
    List<String> paths() {
        return sandbox.received().all().stream().map(Received::path).toList();
    }

    void tolerating(Runnable step) {
        try {
            step.run();
        } catch (LaunchException e) {
            refusal = e;
        }
    }
}
