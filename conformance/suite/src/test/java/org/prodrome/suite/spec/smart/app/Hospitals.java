package org.prodrome.suite.spec.smart.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.prodrome.sandbox.Sandbox;
import org.prodrome.sandbox.SandboxSettings;
import org.prodrome.sandbox.smart.LaunchRequest;
import org.prodrome.suite.process.RunningProcess;
import org.prodrome.suite.process.TwoProcesses;

/**
 * Two EHRs and the one app that serves both. At the first the app proves itself by a key and the EHR lets a user choose the
 * patient; at the second it has a secret, posts its authorization requests and has the patient chosen itself.
 */
public final class Hospitals implements AutoCloseable {
    private final Sandbox first;
    private final Sandbox second;
    private final RunningProcess app;
    private final Path folder;
    private final Path config;

    private Hospitals(Sandbox first, Sandbox second, RunningProcess app, Path folder, Path config) {
        this.first = first;
        this.second = second;
        this.app = app;
        this.folder = folder;
        this.config = config;
    }

    public static Hospitals open(Path folder) throws IOException {
        int port = freePort();
        String origin = "http://127.0.0.1:" + port;
        Sandbox first = Sandbox.start(SandboxSettings.onFreePort().withAppAt(origin));
        Sandbox second = Sandbox.start(SandboxSettings.onFreePort().withAppAt(origin));
        Path config = Files.writeString(folder.resolve("hospitals.yml"), settings(folder, origin, first, second));
        return new Hospitals(first, second, TwoProcesses.appAlone(folder, config, port), folder, config);
    }

    private static String settings(Path folder, String origin, Sandbox first, Sandbox second) throws IOException {
        Path secret = Files.createFile(
                folder.resolve("second.secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, SandboxSettings.DEFAULT_CLIENT_SECRET + "\n");
        return """
                spring.datasource.url: jdbc:h2:file:${prodrome.data-dir}/prodrome;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE
                prodrome:
                  base-url: %s
                  pilot-users: ["*"]
                  issuers:
                    - issuer: %s
                      name: North Hospital
                      client-id: prodrome
                      authentication: PRIVATE_KEY_JWT
                      loopback-http: true
                      standalone: EHR_CHOOSES_PATIENT
                      frame-origin: %s
                      scopes: [launch, openid, fhirUser, online_access, "patient/*.rs"]
                    - issuer: %s
                      name: South Clinic
                      client-id: prodrome-symmetric
                      authentication: CLIENT_SECRET
                      client-secret-file: %s
                      loopback-http: true
                      authorize-by: POST
                      standalone: APP_CHOOSES_PATIENT
                      frame-origin: %s
                      scopes: [launch, openid, fhirUser, online_access, "patient/*.rs"]
                """.formatted(
                origin, first.fhirBase(), first.origin(), second.fhirBase(), secret.toAbsolutePath(), second.origin());
    }

    /** A second node of the same app: same data folder, same database, another port. */
    RunningProcess secondNode() {
        return TwoProcesses.furtherNode(folder, config, app.address());
    }

    public Sandbox first() {
        return first;
    }

    public Sandbox second() {
        return second;
    }

    public RunningProcess app() {
        return app;
    }

    public URI app(String path) {
        return app.address().resolve(path);
    }

    /** The launch URL that the first EHR's chart of a patient would open. */
    URI launchAtFirst() {
        return launch(first, "prodrome", 0);
    }

    URI launchAtSecond() {
        return launch(second, "prodrome-symmetric", 0);
    }

    /** The launch URL of a patient's chart at the first EHR; patients are counted from 0. */
    public URI launchAtFirst(int patient) {
        return launch(first, "prodrome", patient);
    }

    private static URI launch(Sandbox ehr, String clientId, int number) {
        String patient = ehr.store().patients().get(number).id();
        String user = ehr.store().users().getFirst().getIdElement().getIdPart();
        return ehr.launches().issue(LaunchRequest.of(clientId, patient, user)).launchUrl();
    }

    /** How many rows a table of the app's database has now. */
    long count(String table) {
        String url = "jdbc:h2:file:" + folder.resolve("data/prodrome").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE;IFEXISTS=TRUE";
        try (var connection = DriverManager.getConnection(url, "prodrome", "");
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        app.close();
        first.close();
        second.close();
    }
}
