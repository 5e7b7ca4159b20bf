package org.prodrome.web.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.prodrome.web.ProdromeApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole app on a loopback port, with the shipped rules and without a model, and an EHR beside it that publishes its CDS
 * client's keys and serves the FHIR resources it is given.
 */
final class CdsSite implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();
    static final String KID = "a+key/with=signs";

    private final HttpServer ehr;
    private final ECKey key;
    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final List<String> fetched = new ArrayList<>();
    private final int port;
    private final ConfigurableApplicationContext app;
    private final HttpClient http = HttpClient.newHttpClient();

    private CdsSite(Path folder, List<String> clientSettings, Map<String, String> siteSettings)
            throws IOException, JOSEException {
        this.key = new ECKeyGenerator(Curve.P_384).keyID(KID).generate();
        this.ehr = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/jwks.json", new JWKSet(key.toPublicJWK()).toString());
        ehr.createContext("/fhir/", exchange -> {
            String path = exchange.getRequestURI().toString().substring("/fhir/".length());
            synchronized (fetched) {
                fetched.add(path);
            }
            answer(exchange, resources.get(path));
        });
        ehr.start();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--prodrome.base-url=" + app(),
                "--prodrome.data-dir=" + folder.resolve("data"),
                "--prodrome.model-dir=" + folder.resolve("no-model"),
                "--prodrome.trusted-keys-dir=" + folder,
                "--prodrome.model-watch=0s",
                "--prodrome.pilot-users=*",
                "--prodrome.deadlines.hook=60s", // whoever runs these tests may have no processor to spare
                "--prodrome.deadlines.hook-fetch=5s",
                "--vaadin.productionMode=true",
                "--prodrome.issuers[0].issuer=" + fhir(),
                "--prodrome.issuers[0].name=Test",
                "--prodrome.issuers[0].client-id=test",
                "--prodrome.issuers[0].loopback-http=true",
                "--prodrome.issuers[0].frame-origin=" + iss(),
                "--prodrome.issuers[0].scopes=launch",
                "--prodrome.issuers[0].cds-client.iss=" + iss(),
                "--prodrome.issuers[0].cds-client.jwks=" + iss() + "/jwks.json"));
        clientSettings.forEach(setting -> arguments.add("--prodrome.issuers[0].cds-client." + setting));
        siteSettings.forEach((name, value) -> {
            arguments.removeIf(argument -> argument.startsWith("--" + name + "="));
            arguments.add("--" + name + "=" + value);
        });
        this.app = new SpringApplicationBuilder(ProdromeApplication.class).run(arguments.toArray(String[]::new));
    }

    /** With further settings of {@code cds-client}, such as {@code version=3.0}. */
    static CdsSite start(Path folder, String... clientSettings) {
        return start(folder, Map.of(), clientSettings);
    }

    /** With settings of the site in the place of the usual ones, such as {@code prodrome.hooks.calls}. */
    static CdsSite start(Path folder, Map<String, String> siteSettings, String... clientSettings) {
        try {
            return new CdsSite(folder, List.of(clientSettings), siteSettings);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException("the site did not start", e);
        }
    }

    /** The site of 2.0 with every hook, which the tests of one run share: a start takes longer than they do. */
    static CdsSite shared() {
        return Shared.SITE;
    }

    private static final class Shared {
        private static final CdsSite SITE = open();

        private static CdsSite open() {
            try {
                Path folder = Files.createTempDirectory("cds-site");
                CdsSite site =
                        start(folder, allHooks(), "origins=https://ehr.example.org", "audience-aliases=our-alias");
                Runtime.getRuntime().addShutdownHook(new Thread(site::close));
                return site;
            } catch (IOException e) {
                throw new IllegalStateException("no folder", e);
            }
        }
    }

    /** All the hooks there are. */
    static String allHooks() {
        return "hooks="
                + String.join(
                        ",",
                        CdsServiceKind.all().stream().map(CdsServiceKind::hook).toList());
    }

    String app() {
        return "http://127.0.0.1:" + port;
    }

    String iss() {
        return "http://127.0.0.1:" + ehr.getAddress().getPort();
    }

    String fhir() {
        return iss() + "/fhir";
    }

    ECKey key() {
        return key;
    }

    <T> T bean(Class<T> type) {
        return app.getBean(type);
    }

    /** Puts a resource or a search's answer on the FHIR server, by what is asked for. */
    void onServer(String path, String json) {
        resources.put(path, json);
    }

    List<String> fetched() {
        synchronized (fetched) {
            return List.copyOf(fetched);
        }
    }

    URI service(String id) {
        return URI.create(app() + "/cds-services/" + id);
    }

    HttpResponse<String> call(String id, JsonNode body) {
        return post(service(id), body.toString());
    }

    HttpResponse<String> post(URI target, String body) {
        return send(request(target)
                .header(
                        "Authorization",
                        "Bearer " + TestJwt.of(this).forEndpoint(target).sign())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> discover() {
        URI target = URI.create(app() + "/cds-services");
        return send(request(target)
                .header(
                        "Authorization",
                        "Bearer " + TestJwt.of(this).forEndpoint(target).sign()));
    }

    static HttpRequest.Builder request(URI target) {
        return HttpRequest.newBuilder(target);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private void serve(String path, String json) {
        ehr.createContext(path, exchange -> answer(exchange, json));
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, @Nullable String json) throws IOException {
        byte[] body = (json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(json == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        http.close();
        app.close();
        ehr.stop(0);
    }
}
