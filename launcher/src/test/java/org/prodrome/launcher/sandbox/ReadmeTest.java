package org.prodrome.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md and the Javadoc show is compiled, and the README's example launches the app. */
public class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** What the example calls {@code browser}. */
    public static final class Browser {
        private final Hospital hospital;
        private final Map<String, String> cookies = new HashMap<>();

        Browser(Hospital hospital) {
            this.hospital = hospital;
        }

        public void setCookie(String name, String value) {
            cookies.put(name, value);
        }

        public @Nullable String cookie(String name) {
            return cookies.get(name);
        }

        public Map<String, String[]> redirect(URI uri) {
            return hospital.redirected(HttpRequest.newBuilder(uri));
        }

        public int get(URI target, String authorization) {
            return hospital.send(HttpRequest.newBuilder(target).header("Authorization", authorization))
                    .statusCode();
        }
    }

    @Test
    void theDozenLinesOfTheReadmeLaunchAnApp(@TempDir Path folder) throws Exception {
        try (var hospital = new Hospital()) {
            var lines = example();
            assertThat(lines.lines().filter(line -> !line.startsWith("//"))).hasSizeLessThanOrEqualTo(13);
            var here = lines.replace("https://ehr.example.org/fhir", hospital.sandbox.fhirBase())
                    .replace("my-app", "prodrome-public")
                    .replace("https://app.example.org/callback", hospital.callback())
                    .replace("patient/*.rs\")))", "patient/*.rs\")).allowingLoopbackHttp())");

            var status = compiled(here, folder)
                    .getMethod("run", Map.class, Browser.class)
                    .invoke(null, hospital.launchParameters("prodrome-public"), new Browser(hospital));
            assertThat(status).isEqualTo(200);
        }
    }

    @Test
    void theJavadocRefersOnlyToWhatExists(@TempDir Path folder) throws Exception {
        var sources = Path.of("src/main/java");
        var messages = new StringWriter();
        var tool = ToolProvider.getSystemDocumentationTool();
        try (var files = tool.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-d",
                    folder.toString(),
                    "--snippet-path",
                    "src/test/java",
                    "-classpath",
                    classPath(),
                    "-Xdoclint:reference,syntax,html",
                    "-quiet",
                    "-sourcepath",
                    sources.toString());
            var units = files.getJavaFileObjectsFromPaths(javaFiles(sources));
            boolean sound =
                    tool.getTask(messages, files, null, null, options, units).call();

            assertThat(sound).as(messages.toString()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("org/prodrome/launcher/SmartLauncher.html")))
                .contains("launcher.authorize(LaunchRequest.of(query))");
    }

    private static String example() throws IOException {
        var found = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Class<?> compiled(String lines, Path folder) throws Exception {
        var source = folder.resolve("Example.java");
        Files.writeString(
                source,
                "import java.net.URI; import java.util.Map; import org.prodrome.launcher.*;\n"
                        + "import org.prodrome.launcher.ClientAuthentication.*;\n"
                        + "import org.prodrome.launcher.sandbox.ReadmeTest.Browser;\n"
                        + "public class Example { public static int run(Map<String, String[]> launchParameters, Browser browser) {\n"
                        + lines + "}}");
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-d", folder.toString(), "-classpath", classPath());
            var units = files.getJavaFileObjects(source);
            boolean sound = compiler.getTask(messages, files, null, options, null, units)
                    .call();
            assertThat(sound).as(messages.toString()).isTrue();
        }
        return new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())
                .loadClass("Example");
    }

    /** As the test run has it: surefire may hide the class path behind a manifest. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
