package org.prodrome.reasoning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.training.SigningKey;
import picocli.CommandLine;

class PackageCommandTest {

    /** Of the repository: tests run in their module's directory. */
    private static final Path MODELS = Path.of("models");

    @TempDir
    Path directory;

    private final StringWriter error = new StringWriter();

    @Test
    void theCommittedModelCardIsTheOneThatTheShippedPackageGives() throws IOException {
        Path card = directory.resolve("card.md");
        assertThat(run("package", "card", "--model", MODELS.resolve("default").toString(), "--out", card.toString()))
                .isZero();
        assertThat(Files.readString(MODELS.resolve("MODEL_CARD.md")))
                .as(
                        "made anew with: ./prodrome package card --model reasoning/models/default --out reasoning/models/MODEL_CARD.md")
                .isEqualTo(Files.readString(card));
    }

    @Test
    void verifyPassesTheShippedPackage() {
        assertThat(run("package", "verify", "--model", MODELS.resolve("default").toString()))
                .isZero();
    }

    @Test
    void verifySaysWhichKeySignedAndWhetherItIsTheSitesOwn() {
        String model = MODELS.resolve("default").toString();
        Path own = directory.resolve("own.key");
        assertThat(printed("package", "verify", "--model", model, "--signing-key", own.toString()))
                .containsPattern("key {3}[0-9a-f]{16}: not this site's own");
        assertThat(own).doesNotExist();
        SigningKey.at(own);
        assertThat(printed("package", "verify", "--model", model, "--signing-key", own.toString()))
                .contains(": not this site's own");
    }

    private String printed(String... arguments) {
        return printed(0, arguments);
    }

    /** Of standard output, by a command that ends so. */
    private String printed(int code, String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(arguments)).isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void verifyFailsWithOneChangedByte() throws IOException {
        Path copy = directory.resolve("model");
        try (var files = Files.walk(MODELS.resolve("default"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve(MODELS.resolve("default").relativize(file).toString()));
            }
        }
        Path limits = copy.resolve("limits.json");
        byte[] bytes = Files.readAllBytes(limits);
        bytes[bytes.length / 2] ^= 1;
        Files.write(limits, bytes);
        String keys = MODELS.resolve("trusted-keys").toString();
        assertThat(run("package", "verify", "--model", copy.toString(), "--trusted-keys", keys))
                .isEqualTo(1);
        assertThat(printed(
                        1,
                        "evaluate",
                        "--model",
                        copy.toString(),
                        "--trusted-keys",
                        keys,
                        "--data",
                        directory.toString(),
                        "--out",
                        directory.resolve("report").toString()))
                .containsPattern("Signed by the key [0-9a-f]{16}");
    }

    @Test
    void saysInOneLineWhatIsMissing() {
        assertThat(run("package", "--model", "m")).isEqualTo(2);
        assertThat(error.toString().lines()).singleElement().asString().contains("--report");
        error.getBuffer().setLength(0);
        assertThat(run(
                        "package",
                        "verify",
                        "--model",
                        directory.resolve("none").toString(),
                        "--trusted-keys",
                        MODELS.resolve("trusted-keys").toString()))
                .isEqualTo(1);
    }

    private int run(String... arguments) {
        CommandLine command = ProdromeCli.commandLine();
        command.setErr(new PrintWriter(error, true));
        return command.execute(arguments);
    }
}
