package org.prodrome.suite.spec.smart.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.SecondServer;

/** The second authorization server in its process, an app that publishes its keys, and the app's registrations there. */
final class PeerHospital implements AutoCloseable {
    static final String USER = "clinician";
    static final String PASSWORD = "clinician-for-tests-only";
    static final String LAUNCH = "handle-of-patient-2";
    static final String SCOPES = "launch openid fhirUser online_access patient/Patient.rs patient/Observation.rs";

    private final HttpServer app;
    /** A day old, so that a launcher whose clock is behind may sign with them. */
    private final SigningKeys keys = SigningKeys.inMemory(
            Clock.offset(Clock.systemUTC(), Duration.ofDays(1).negated()));

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningProcess server;

    PeerHospital() throws IOException {
        this(SecondServer::start);
    }

    /** With the server out of the box. */
    static PeerHospital stock() throws IOException {
        return new PeerHospital(SecondServer::startStock);
    }

    private PeerHospital(Function<URI, RunningProcess> start) throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/.well-known/jwks.json", exchange -> {
            var body = keys.publicJwks().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        app.start();
        server = start.apply(appOrigin());
    }

    private URI appOrigin() {
        return URI.create("http://127.0.0.1:" + app.getAddress().getPort());
    }

    URI callback() {
        return appOrigin().resolve("/launch/callback");
    }

    URI fhirBase() {
        return server.address().resolve("/fhir");
    }

    /** A second FHIR base of the same server, which announces RS384 alone. */
    URI rs384Base() {
        return server.address().resolve("/fhir-rs384");
    }

    IssuerRegistration publicApp() {
        return app(fhirBase(), "peer-public", new ClientAuthentication.PublicClient(), SCOPES);
    }

    IssuerRegistration symmetricApp() {
        var secret = new ClientAuthentication.ClientSecret("peer-secret-for-tests-only");
        return app(fhirBase(), "peer-symmetric", secret, SCOPES);
    }

    /** Its user is asked what the app may do. */
    IssuerRegistration consentApp() {
        var secret = new ClientAuthentication.ClientSecret("peer-consent-secret-for-tests-only");
        return app(fhirBase(), "peer-consent", secret, SCOPES);
    }

    IssuerRegistration rs384App() {
        return app(rs384Base(), "peer-rs384", keyed(), SCOPES);
    }

    IssuerRegistration es384App() {
        return app(fhirBase(), "peer-es384", keyed(), SCOPES);
    }

    IssuerRegistration backendService(String scopes) {
        return IssuerRegistration.backend(fhirBase(), "peer-backend", keyed(), Scopes.parse(scopes))
                .allowingLoopbackHttp();
    }

    private ClientAuthentication.PrivateKeyJwt keyed() {
        return new ClientAuthentication.PrivateKeyJwt(keys, appOrigin().resolve("/.well-known/jwks.json"));
    }

    IssuerRegistration app(URI base, String clientId, ClientAuthentication authentication, String scopes) {
        return IssuerRegistration.of(base, clientId, authentication, callback(), Scopes.parse(scopes))
                .allowingLoopbackHttp();
    }

    static SmartLauncher launcher(IssuerRegistration registration) {
        return SmartLauncher.builder().register(registration).build();
    }

    LaunchContext launch(IssuerRegistration registration) {
        return launch(launcher(registration), new LaunchRequest(registration.issuer(), LAUNCH));
    }

    LaunchContext launch(SmartLauncher launcher, LaunchRequest request) {
        var begun = launcher.authorize(request);
        try (var browser = new SignedInBrowser(callback())) {
            return launcher.complete(browser.visit(begun.uri()), begun.browserBinding());
        }
    }

    URI patientUri(URI base, String patient) {
        return URI.create(base + "/Patient/" + patient);
    }

    /** The status of a read of the patient by this access. */
    int read(Access access, String patient) {
        var target = patientUri(access.fhirBase(), patient);
        return read(target, access.authorizationFor(target));
    }

    int read(URI target, String authorization) {
        try {
            var request = HttpRequest.newBuilder(target)
                    .header("Authorization", authorization)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
        app.stop(0);
    }
}
