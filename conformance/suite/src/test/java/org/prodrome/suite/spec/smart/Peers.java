package org.prodrome.suite.spec.smart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.smart.ClientRegistration;

/** A sandbox EHR, an app that publishes its keys, and a browser that goes where it is sent. */
abstract class Peers implements AutoCloseable {

    static final String SCOPES = "launch openid fhirUser online_access patient/Patient.rs patient/Observation.rs";
    private static final String BACKEND = "proofs-backend";

    private final HttpServer keyServer;
    private final SigningKeys keys = SigningKeys.inMemory(Clock.systemUTC());
    private final HttpClient browser = HttpClient.newHttpClient();
    final Sandbox sandbox;
    private Optional<URI> redirect = Optional.empty();

    Peers() throws IOException {
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

    /** The code in the redirect by which the EHR answered last. */
    String code() {
        var code = redirected().get("code");
        if (code == null) {
            throw new AssertionError("expected a redirect with a code, got one without");
        }
        return code[0];
    }

    Map<String, String[]> redirected() {
        return query(redirect.orElseThrow(() -> new AssertionError("the EHR sent the browser nowhere")));
    }

    boolean wasRedirected() {
        return redirect.isPresent();
    }

    void forgetRedirect() {
        redirect = Optional.empty();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
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

    static Map<String, String[]> query(URI uri) {
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
