package org.prodrome.launcher.sandbox;

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
import org.prodrome.launcher.AuthorizationRequest;
import org.prodrome.launcher.ClientAuthentication;
import org.prodrome.launcher.IssuerRegistration;
import org.prodrome.launcher.LaunchContext;
import org.prodrome.launcher.LaunchRequest;
import org.prodrome.launcher.RedirectParameters;
import org.prodrome.launcher.Scopes;
import org.prodrome.launcher.SigningKeys;
import org.prodrome.launcher.SmartLauncher;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;

/** A sandbox EHR, an app's published keys, and a browser that goes where it is sent. */
final class Hospital implements AutoCloseable {
    static final String SCOPES =
            "launch openid fhirUser online_access patient/Patient.rs patient/Observation.rs patient/ServiceRequest.cu";

    private final HttpServer app;
    private final SigningKeys keys = SigningKeys.inMemory(Clock.systemUTC());
    private final HttpClient browser = HttpClient.newHttpClient();
    final Sandbox sandbox;

    Hospital() throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/.well-known/jwks.json", exchange -> {
            var body = keys.publicJwks().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        app.start();
        sandbox = Sandbox.start(SandboxSettings.onFreePort().withAppAt(appOrigin()));
    }

    private String appOrigin() {
        return "http://127.0.0.1:" + app.getAddress().getPort();
    }

    SmartLauncher confidentialApp() {
        var jwks = URI.create(appOrigin() + "/.well-known/jwks.json");
        return app("prodrome", new ClientAuthentication.PrivateKeyJwt(keys, jwks));
    }

    SmartLauncher publicApp() {
        return app("prodrome-public", new ClientAuthentication.PublicClient());
    }

    private SmartLauncher app(String clientId, ClientAuthentication authentication) {
        var callback = URI.create(appOrigin() + "/launch/callback");
        var issuer = URI.create(sandbox.fhirBase());
        return SmartLauncher.builder()
                .register(IssuerRegistration.of(issuer, clientId, authentication, callback, Scopes.parse(SCOPES))
                        .allowingLoopbackHttp())
                .build();
    }

    LaunchRequest opened(org.prodrome.sandbox.smart.LaunchRequest chart) {
        return LaunchRequest.of(query(sandbox.launches().issue(chart).launchUrl()));
    }

    org.prodrome.sandbox.smart.LaunchRequest chart(String clientId) {
        var user = sandbox.store().users().getFirst().getIdElement().getIdPart();
        return org.prodrome.sandbox.smart.LaunchRequest.of(clientId, patient(), user);
    }

    String patient() {
        return sandbox.store().patients().getFirst().id();
    }

    LaunchContext launch(SmartLauncher launcher, org.prodrome.sandbox.smart.LaunchRequest chart) {
        var request = launcher.authorize(opened(chart));
        return launcher.complete(visit(request), request.browserBinding());
    }

    RedirectParameters visit(AuthorizationRequest request) {
        return returned(HttpRequest.newBuilder(request.uri()));
    }

    RedirectParameters returned(HttpRequest.Builder request) {
        return RedirectParameters.of(redirected(request));
    }

    Map<String, String[]> redirected(HttpRequest.Builder request) {
        return query(URI.create(send(request).headers().firstValue("Location").orElseThrow()));
    }

    Map<String, String[]> launchParameters(String clientId) {
        return query(sandbox.launches().issue(chart(clientId)).launchUrl());
    }

    String callback() {
        return appOrigin() + "/launch/callback";
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The status of a read of the patient in context. */
    int readPatient(String authorization) {
        var uri = patientUri();
        return send(HttpRequest.newBuilder(uri).header("Authorization", authorization))
                .statusCode();
    }

    URI patientUri() {
        return URI.create(sandbox.fhirBase() + "/Patient/" + patient());
    }

    private static Map<String, String[]> query(URI uri) {
        var parameters = new HashMap<String, String[]>();
        for (var pair : uri.getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), new String[] {URLDecoder.decode(parts[1], UTF_8)});
        }
        return parameters;
    }

    @Override
    public void close() {
        sandbox.close();
        browser.close();
        app.stop(0);
    }
}
