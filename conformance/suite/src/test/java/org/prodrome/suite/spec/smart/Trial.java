package org.prodrome.suite.spec.smart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.prodrome.launcher.Access;
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchException;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Received;
import org.prodrome.sandbox.smart.ClientRegistration;

/**
 * A sandbox EHR, an app that publishes its keys, and a browser that goes where it is sent. Every launch is by a launcher of
 * its own, so that nothing is remembered from one check to the next.
 */
final class Trial implements AutoCloseable {

    static final String SCOPES = "launch openid fhirUser online_access patient/Patient.rs patient/Observation.rs";
    private static final String BACKEND = "proofs-backend";

    private final HttpServer keyServer;
    private final SigningKeys keys = SigningKeys.inMemory(Clock.systemUTC());
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Sandbox sandbox;
    private @Nullable LaunchException refusal;
    private Optional<URI> redirect = Optional.empty();

    /** What one launch is made of. */
    record Begun(SmartLauncher launcher, AuthorizationRequest request, String launch) {}

    Trial() throws IOException {
        keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keyServer.createContext("/.well-known/jwks.json", exchange -> {
            var body = keys.publicJwks().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keyServer.start();
        sandbox = Sandbox.start(SandboxSettings.onFreePort()
                .withAppAt(appOrigin())
                .withClient(ClientRegistration.confidential(BACKEND, "Backend", appOrigin())
                        .withSystemScopes("system/*.rs")));
    }

    /** Forgets what came before and switches these faults on. */
    void beginWith(List<Fault> faults) {
        sandbox.faults().set(faults);
        sandbox.received().clear();
        refusal = null;
        redirect = Optional.empty();
    }

    /** The refusal that a look at the sent request passed over, if any. */
    Optional<LaunchException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The code in the redirect by which the EHR answered last. */
    String code() {
        var code = redirected().get("code");
        if (code == null) {
            throw new AssertionError("expected a redirect with a code, got one without");
        }
        return code[0];
    }

    private Map<String, String[]> redirected() {
        return query(redirect.orElseThrow(() -> new AssertionError("the EHR sent the browser nowhere")));
    }

    String appOrigin() {
        return "http://127.0.0.1:" + keyServer.getAddress().getPort();
    }

    URI callback() {
        return URI.create(appOrigin() + "/launch/callback");
    }

    URI keySet() {
        return URI.create(appOrigin() + "/.well-known/jwks.json");
    }

    String publishedKeys() {
        return keys.publicJwks();
    }

    URI fhirBase() {
        return URI.create(sandbox.fhirBase());
    }

    String origin() {
        return sandbox.origin();
    }

    String patient() {
        return sandbox.store().patients().getFirst().id();
    }

    URI patientUri() {
        return URI.create(sandbox.fhirBase() + "/Patient/" + patient());
    }

    IssuerRegistration publicApp() {
        return publicApp(SCOPES);
    }

    IssuerRegistration publicApp(String scopes) {
        return app("prodrome-public", new ClientAuthentication.PublicClient(), scopes);
    }

    IssuerRegistration keyedApp() {
        return app("prodrome", new ClientAuthentication.PrivateKeyJwt(keys, keySet()), SCOPES);
    }

    IssuerRegistration backendService() {
        var proof = new ClientAuthentication.PrivateKeyJwt(keys, keySet());
        return IssuerRegistration.backend(fhirBase(), BACKEND, proof, Scopes.parse("system/Patient.rs"))
                .allowingLoopbackHttp();
    }

    IssuerRegistration app(String clientId, ClientAuthentication authentication, String scopes) {
        return IssuerRegistration.of(fhirBase(), clientId, authentication, callback(), Scopes.parse(scopes))
                .allowingLoopbackHttp();
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
        return SmartLauncher.builder().register(publicApp()).build().backend(backendService());
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

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
            redirect = answer.headers().firstValue("Location").map(URI::create);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("the EHR gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Map<String, String[]> query(URI uri) {
        var parameters = new HashMap<String, String[]>();
        for (var pair : uri.getRawQuery().split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), new String[] {URLDecoder.decode(parts[1], UTF_8)});
        }
        return parameters;
    }

    @Override
    public void close() {
        sandbox.close();
        browser.close();
        keyServer.stop(0);
    }
}
