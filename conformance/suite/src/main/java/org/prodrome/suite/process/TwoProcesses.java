package org.prodrome.suite.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sandbox EHR and app, each a process on a port of its own. The EHR is at {@code localhost}, the app at {@code 127.0.0.1}:
 * two sites to a browser.
 */
public final class TwoProcesses implements AutoCloseable {
    private static final List<String> SANDBOX_FLAGS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=160m", "-Xss512k");
    private static final List<String> APP_FLAGS = List.of(
            "-Xms1g",
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:MaxGCPauseMillis=50",
            "-XX:G1HeapRegionSize=4m",
            "-XX:InitiatingHeapOccupancyPercent=60",
            "-XX:MaxMetaspaceSize=300m",
            "-XX:ReservedCodeCacheSize=192m",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final RunningProcess sandbox;
    private final RunningProcess app;

    private TwoProcesses(RunningProcess sandbox, RunningProcess app) {
        this.sandbox = sandbox;
        this.app = app;
    }

    /** How to start the two. */
    public record Options(
            Path folder,
            @Nullable Path patients,
            Path model,
            List<String> appArguments,
            @Nullable SelfSigned tls) {
        /** As the demo does. */
        public static Options demo(Path folder) {
            return new Options(folder, null, Repository.root().resolve("reasoning/models/default"), List.of(), null);
        }

        public Options withModel(Path package_) {
            return new Options(folder, patients, package_, appArguments, tls);
        }

        public Options withPatients(Path data) {
            return new Options(folder, data, model, appArguments, tls);
        }

        /** Both serve https by this certificate and trust it. */
        public Options withTls(SelfSigned certificate) {
            return new Options(folder, patients, model, appArguments, certificate);
        }

        public Options withAppArguments(String... arguments) {
            return new Options(folder, patients, model, List.of(arguments), tls);
        }

        private String scheme() {
            return tls == null ? "http://" : "https://";
        }

        private HttpClient.Builder client() {
            HttpClient.Builder builder = HttpClient.newBuilder();
            return tls == null ? builder : builder.sslContext(tls.context());
        }

        private List<String> flags(List<String> own) {
            return tls == null
                    ? own
                    : Stream.concat(own.stream(), tls.trusting().stream()).toList();
        }
    }

    /** Starts both at once and waits until both answer. */
    public static TwoProcesses start(Options options) {
        int ehrPort = RunningProcess.freePort();
        int appPort = RunningProcess.freePort();
        URI ehr = URI.create(options.scheme() + "localhost:" + ehrPort);
        URI app = URI.create(options.scheme() + "127.0.0.1:" + appPort);
        RunningProcess sandbox = RunningProcess.start(sandbox(ehrPort, app, options), ehr, log("sandbox", ehrPort));
        RunningProcess prodrome = RunningProcess.start(
                app(appPort, app, ehr, demoConfig(), options),
                app,
                options.folder().resolve("app.log"));
        TwoProcesses both = new TwoProcesses(sandbox, prodrome);
        try {
            sandbox.ready("/", options.client());
            prodrome.ready("/actuator/health", options.client());
            return both;
        } catch (IllegalStateException e) {
            both.close();
            throw e;
        }
    }

    /** The sandbox without the app, with its own patients. */
    public static RunningProcess sandboxAlone(Path folder, URI app) {
        return sandboxAlone(Options.demo(folder), app);
    }

    /** The sandbox without the app, with patients of one's own. */
    public static RunningProcess sandboxAlone(Path folder, Path patients, URI app) {
        return sandboxAlone(Options.demo(folder).withPatients(patients), app);
    }

    /** The same with more memory than the demo has, such as {@code -Xmx2g}, for a patient who needs it. */
    public static RunningProcess sandboxAlone(Path folder, Path patients, URI app, String heap) {
        int port = RunningProcess.freePort();
        URI ehr = URI.create("http://localhost:" + port);
        Program program = sandbox(port, app, Options.demo(folder).withPatients(patients));
        return RunningProcess.start(program.withFlag(heap), ehr, log("sandbox", port))
                .ready("/");
    }

    private static RunningProcess sandboxAlone(Options options, URI app) {
        int port = RunningProcess.freePort();
        URI ehr = URI.create("http://localhost:" + port);
        return RunningProcess.start(sandbox(port, app, options), ehr, log("sandbox", port))
                .ready("/");
    }

    /** The app without the sandbox, with a configuration of one's own. */
    public static RunningProcess appAlone(Path folder, Path config) {
        return appAlone(folder, config, RunningProcess.freePort());
    }

    /** The same with another model package than the one that ships. */
    public static RunningProcess appAlone(Path folder, Path config, Path model) {
        return appAlone(Options.demo(folder).withModel(model), config, RunningProcess.freePort());
    }

    /** The same on a port of one's choice, for a restart where it was. */
    public static RunningProcess appAlone(Path folder, Path config, int port) {
        return appAlone(Options.demo(folder), config, port);
    }

    /** A further node of an app that browsers and EHRs know by another address. */
    public static RunningProcess furtherNode(Path folder, Path config, URI app) {
        return appAlone(
                Options.demo(folder).withAppArguments("--prodrome.base-url=" + app), config, RunningProcess.freePort());
    }

    /** The app without the sandbox, with every option of one's own. */
    public static RunningProcess appAlone(Options options, Path config) {
        return appAlone(options, config, RunningProcess.freePort());
    }

    private static RunningProcess appAlone(Options options, Path config, int port) {
        URI app = URI.create(options.scheme() + "127.0.0.1:" + port);
        return RunningProcess.start(app(port, app, app, config, options), app, log("app", port))
                .ready("/actuator/health", options.client());
    }

    private static Program sandbox(int port, URI app, Options options) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--sandbox.port=" + port);
        arguments.add("--sandbox.app-origin=" + app);
        if (options.patients() != null) {
            arguments.add("--sandbox.patients=" + options.patients());
        }
        if (options.tls() != null) {
            arguments.addAll(options.tls().serving("sandbox.tls"));
        }
        return new Program(
                "conformance/sandbox",
                "org.prodrome.sandbox.Sandbox",
                options.flags(SANDBOX_FLAGS),
                arguments,
                Map.of());
    }

    /** Logs outlive the test, under the port the program had. */
    private static Path log(String program, int port) {
        return Repository.root().resolve("conformance/suite/target/logs").resolve(program + "-" + port + ".log");
    }

    private static Path demoConfig() {
        return Repository.root().resolve("web-ui/config/demo.yml");
    }

    private static Program app(int port, URI app, URI ehr, Path config, Options options) {
        Path root = Repository.root();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--spring.config.additional-location=file:" + config,
                "--prodrome.data-dir=" + options.folder().resolve("data").toAbsolutePath(),
                "--prodrome.model-dir=" + options.model().toAbsolutePath(),
                "--prodrome.trusted-keys-dir=" + root.resolve("reasoning/models/trusted-keys")));
        if (options.tls() != null) {
            arguments.addAll(options.tls().serving("server.ssl"));
        }
        arguments.addAll(options.appArguments());
        return new Program(
                "web-ui",
                "org.prodrome.web.ProdromeApplication",
                options.flags(APP_FLAGS),
                arguments,
                Map.of(
                        "PRODROME_BASE_URL", app.toString(),
                        "PRODROME_SANDBOX", ehr.toString(),
                        "TF_CPP_MIN_LOG_LEVEL", "2"));
    }

    public RunningProcess sandbox() {
        return sandbox;
    }

    public RunningProcess app() {
        return app;
    }

    @Override
    public void close() {
        app.close();
        sandbox.close();
    }
}
