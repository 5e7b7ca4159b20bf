package org.prodrome.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.bulk.ExportSettings;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.ClientAuthentication;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.EhrAddress;

/**
 * Everything that one sandbox EHR is started with; README.md lists the same settings as properties.
 *
 * @param port the port, on loopback
 * @param host the host name in the EHR's own URLs; {@code localhost}, so that an app on 127.0.0.1 is another site
 * @param clients the approved apps; more can be added at run time
 * @param cdsServices base URL of the CDS services the charts call, e.g. {@code http://127.0.0.1:8080/cds-services}
 * @param patientData a folder with manifest.json and patient files; null for those inside the jar
 * @param today the day the patients' dates are moved to
 * @param tls how it serves https; null for plain http
 * @param profile the kind of EHR it plays
 * @param exports how bulk exports behave
 * @param generated how many resources each patient has that is generated besides
 */
public record SandboxSettings(
        int port,
        String host,
        List<ClientRegistration> clients,
        URI cdsServices,
        @Nullable Path patientData,
        LocalDate today,
        @Nullable Tls tls,
        EhrProfile profile,
        ExportSettings exports,
        List<Integer> generated) {

    /**
     * A key store of type PKCS12 with the server's key.
     *
     * @param password of the store and of its key
     */
    public record Tls(Path keyStore, String password) {
        @Override
        public String toString() {
            return "Tls[" + keyStore + "]";
        }
    }

    /** Where the app is expected unless told otherwise. */
    public static final String DEFAULT_APP_ORIGIN = "http://127.0.0.1:8080";

    /** The secret of {@code prodrome-symmetric} unless told otherwise: it protects synthetic patients on loopback. */
    public static final String DEFAULT_CLIENT_SECRET = "sandbox-secret-for-tests-only";

    public SandboxSettings {
        clients = List.copyOf(clients);
        generated = List.copyOf(generated);
    }

    /** The demo's settings: port 9090, with the app's two registrations at its default origin. */
    public static SandboxSettings demo() {
        return new SandboxSettings(
                        9090,
                        "localhost",
                        List.of(),
                        URI.create(DEFAULT_APP_ORIGIN + "/cds-services"),
                        null,
                        LocalDate.now(ZoneOffset.systemDefault()),
                        null,
                        EhrProfile.open(),
                        ExportSettings.usual(),
                        List.of())
                .withAppAt(DEFAULT_APP_ORIGIN);
    }

    /** The demo's settings on a port that was free a moment ago. */
    public static SandboxSettings onFreePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return demo().withPort(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    /** Registers the app's four clients, as README.md lists them, and takes the CDS services at this origin. */
    public SandboxSettings withAppAt(String appOrigin) {
        return withCdsServices(URI.create(appOrigin + "/cds-services"))
                .withClient(ClientRegistration.confidential("prodrome", "Prodrome", appOrigin)
                        .withSystemScopes("system/*.rs"))
                .withClient(ClientRegistration.open("prodrome-public", "Prodrome (public client)", appOrigin))
                .withClient(ClientRegistration.symmetric(
                        "prodrome-symmetric", "Prodrome (client secret)", appOrigin, DEFAULT_CLIENT_SECRET))
                .withClient(ClientRegistration.backend(
                        "prodrome-backend", "Prodrome (backend service)", appOrigin, "system/*.rs"));
    }

    /** Gives every client that has a secret this one. */
    public SandboxSettings withClientSecret(String secret) {
        SandboxSettings next = this;
        for (ClientRegistration client : clients) {
            if (client.authentication() instanceof ClientAuthentication.Secret) {
                next = next.withClient(client.withSecret(secret));
            }
        }
        return next;
    }

    /** Adds an app, or replaces the one with the same client id. */
    public SandboxSettings withClient(ClientRegistration client) {
        List<ClientRegistration> next = new ArrayList<>(clients);
        next.removeIf(old -> old.clientId().equals(client.clientId()));
        next.add(client);
        return new SandboxSettings(port, host, next, cdsServices, patientData, today, tls, profile, exports, generated);
    }

    public SandboxSettings withPort(int value) {
        return new SandboxSettings(
                value, host, clients, cdsServices, patientData, today, tls, profile, exports, generated);
    }

    public SandboxSettings withHost(String value) {
        return new SandboxSettings(
                port, value, clients, cdsServices, patientData, today, tls, profile, exports, generated);
    }

    public SandboxSettings withCdsServices(URI value) {
        return new SandboxSettings(port, host, clients, value, patientData, today, tls, profile, exports, generated);
    }

    public SandboxSettings withPatientData(@Nullable Path folder) {
        return new SandboxSettings(port, host, clients, cdsServices, folder, today, tls, profile, exports, generated);
    }

    public SandboxSettings withToday(LocalDate value) {
        return new SandboxSettings(
                port, host, clients, cdsServices, patientData, value, tls, profile, exports, generated);
    }

    /** Serves https; everything that this EHR calls in turn must be trusted by the JVM. */
    public SandboxSettings withTls(@Nullable Tls value) {
        return new SandboxSettings(
                port, host, clients, cdsServices, patientData, today, value, profile, exports, generated);
    }

    /** Plays this kind of EHR: {@code open}, {@code epic-like} or {@code oracle-like}. */
    public SandboxSettings withProfile(String name) {
        return withProfile(EhrProfile.named(name));
    }

    public SandboxSettings withProfile(EhrProfile value) {
        return new SandboxSettings(
                port, host, clients, cdsServices, patientData, today, tls, value, exports, generated);
    }

    public SandboxSettings withExports(ExportSettings value) {
        return new SandboxSettings(
                port, host, clients, cdsServices, patientData, today, tls, profile, value, generated);
    }

    /** Adds a patient {@code generated-N} of so many resources for each number. */
    public SandboxSettings withGenerated(Integer... sizes) {
        return new SandboxSettings(
                port, host, clients, cdsServices, patientData, today, tls, profile, exports, List.of(sizes));
    }

    /** Where the app is: the origin of its CDS services. */
    String appOrigin() {
        return cdsServices.getScheme() + "://" + cdsServices.getAuthority();
    }

    EhrAddress address() {
        return new EhrAddress((tls == null ? "http://" : "https://") + host + ":" + port);
    }
}
