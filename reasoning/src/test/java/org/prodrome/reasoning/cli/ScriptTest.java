package org.prodrome.reasoning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script from another directory than its own, with programs that only print where they are and what they were told. */
class ScriptTest {

    private static final String JAVA = """
            #!/usr/bin/env bash
            case "$*" in *-XshowSettings*) echo "    java.specification.version = 25"; exit ;; esac
            pwd
            printf '%s\\n' "$@"
            """;

    @TempDir
    Path folder;

    private Path root;
    private Path elsewhere;

    /** A checkout that was built, as far as the script looks. */
    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectory(folder.resolve("checkout")).toRealPath();
        elsewhere = Files.createDirectory(folder.resolve("elsewhere")).toRealPath();
        Files.copy(Path.of("..", "prodrome"), root.resolve("prodrome"));
        Files.createFile(root.resolve("pom.xml"));
        for (String module : List.of("launcher", "fhir-adapter", "reasoning", "web-ui", "conformance")) {
            Files.createDirectories(root.resolve(module).resolve("target"));
        }
        for (String module : List.of("reasoning", "web-ui")) {
            Files.writeString(root.resolve(module).resolve("target/classpath.txt"), "libraries");
        }
        Files.createDirectories(root.resolve("conformance/cohort/target"));
        Files.createFile(root.resolve("conformance/cohort/target/cohort.jar"));
        Files.createDirectory(root.resolve("target"));
        Files.createFile(root.resolve("target/built-reasoning"));
        Files.createFile(root.resolve("target/built-web-ui"));
        for (String program : List.of("jdk/bin/java", "jdk/bin/javac", "jdk/bin/mvn")) {
            Path file = folder.resolve(program);
            Files.createDirectories(file.getParent());
            Files.setPosixFilePermissions(Files.writeString(file, JAVA), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodir/sub/x.yml", "x.yml", "/nodir/sub/x.yml"})
    void serveSaysWhichConfigurationIsMissing(String config) throws Exception {
        Run run = run("serve", "--config", config);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.said())
                .hasSize(1)
                .first()
                .asString()
                .contains("existing file")
                .contains(config);
    }

    @Test
    void serveTakesItsConfigurationFromWhereTheCallerIs() throws Exception {
        Files.createFile(elsewhere.resolve("x.yml"));

        Run run = run("serve", "--config", "x.yml");

        assertThat(run.said())
                .startsWith(root.toString())
                .endsWith("--spring.config.additional-location=file:" + elsewhere.resolve("x.yml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "deidentify", "cohort", "oracle", "notes", "package"})
    void relativePathsStartWhereTheCallerIs(String command) throws Exception {
        Run run = run(command, "--data", "in", "--out", "out");

        assertThat(run.said()).startsWith(elsewhere.toString()).endsWith("--data", "in", "--out", "out");
        assertThat(run.said())
                .as("libraries and jars are found from anywhere")
                .anyMatch(word -> word.equals(root + "/reasoning/target/classes:libraries")
                        || word.equals(root + "/conformance/cohort/target/cohort.jar"));
    }

    @Test
    void benchRunsInTheRepositoryOnThePackageOfTheCaller() throws Exception {
        Run run = run("bench", "inference", "--model", "own", "--trusted-keys=keys", "--rounds", "2");

        assertThat(run.said())
                .startsWith(root.toString())
                .endsWith(
                        "bench",
                        "inference",
                        "--model",
                        elsewhere.resolve("own").toString(),
                        "--trusted-keys=" + elsewhere.resolve("keys"),
                        "--rounds",
                        "2");
    }

    private record Run(int code, List<String> said) {}

    private Run run(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("prodrome").toString())
                .directory(elsewhere.toFile())
                .redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("PATH", folder.resolve("jdk/bin") + ":" + environment.get("PATH"));
        environment.remove("PRODROME_GPU");
        Process process = builder.start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), said);
    }
}
