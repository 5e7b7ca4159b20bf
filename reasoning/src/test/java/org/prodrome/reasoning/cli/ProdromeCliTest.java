package org.prodrome.reasoning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ProdromeCliTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = ProdromeCli.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(error, true));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export",
                "meds",
                "deidentify",
                "train",
                "evaluate",
                "package",
                "recalibrate",
                "package verify",
                "package card",
                "package adopt",
                "rules",
                "rules check",
                "rules test",
                "rules explain",
                "bench",
                "bench inference"
            })
    void helpsWithEveryCommandAndRefusesWhatItDoesNotKnow(String command) {
        List<String> help = new ArrayList<>(List.of(command.split(" ")));
        List<String> wrong = new ArrayList<>(help);
        help.add("--help");
        assertThat(run(help.toArray(String[]::new))).isZero();
        assertThat(out.toString()).contains("Usage: prodrome " + command);
        wrong.add("--nonsense");
        assertThat(run(wrong.toArray(String[]::new))).isEqualTo(2);
        assertThat(error.toString().lines()).hasSize(1);
    }

    @Test
    void refusesToTrainOnDataThatWasNotDeidentifiedInOneLine(@TempDir Path directory) {
        int code = run(
                "train",
                "--config",
                "tiny",
                "--data",
                directory.toString(),
                "--out",
                directory.resolve("model").toString(),
                "--signing-key",
                directory.resolve("key").toString());
        assertThat(code).isEqualTo(1);
        assertThat(error.toString().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("prodrome train: ").contains("deidentification-report.json"));
        assertThat(directory.resolve("key")).doesNotExist();
    }

    @Test
    void refusesMedsOfDataThatWasNotDeidentified(@TempDir Path directory) {
        Path to = directory.resolve("meds");
        assertThat(run("meds", "--data", directory.toString(), "--out", to.toString()))
                .isEqualTo(1);
        assertThat(error.toString()).contains("deidentification-report.json");
        assertThat(to).doesNotExist();
    }

    @Test
    void namesAConfigurationItDoesNotKnow(@TempDir Path directory) {
        int code = run("train", "--config", "huge", "--data", directory.toString(), "--out", "model");
        assertThat(code).isEqualTo(1);
        assertThat(error.toString()).contains("huge").contains("tiny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bfloat16", "bfloat16,float32", "float16"})
    void comparesOtherPrecisionsWithFloat32Only(String precisions) {
        assertThat(run("bench", "inference", "--config", "tiny", "--precision", precisions))
                .isEqualTo(2);
        assertThat(error.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("--precision").containsIgnoringCase("float32"));
    }

    @Test
    void saysThatTheExportIsMissing(@TempDir Path directory) {
        int code = run(
                "deidentify",
                "--data",
                directory.resolve("none").toString(),
                "--out",
                directory.resolve("o").toString());
        assertThat(code).isEqualTo(1);
        assertThat(error.toString()).contains("--data: expected a directory");
    }

    @Test
    void givesNoCrosswalkOfAnExportThatIsNotSynthetic(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("Patient.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"p1\"}\n");
        Path crosswalk = directory.resolve("crosswalk.ndjson");
        int code = run(
                "deidentify",
                "--data",
                directory.toString(),
                "--out",
                directory.resolve("o").toString(),
                "--crosswalk",
                crosswalk.toString());
        assertThat(code).isEqualTo(1);
        assertThat(error.toString()).contains("crosswalk: only for synthetic cohorts");
        assertThat(crosswalk).doesNotExist();
    }

    @Test
    void saysInOneLineWhatAnExportLacks(@TempDir Path directory) {
        Path key = directory.resolve("key.json");
        String[][] wrong = {
            {"--out", "o"},
            {"--out", "o", "--issuer", "https://ehr.example.org/fhir"},
            {"--out", "o", "--issuer", "http://ehr.example.org/fhir", "--client-id", "c"},
            {"--out", "o", "--issuer", "https://ehr.example.org/fhir", "--client-id", "c", "--since", "yesterday"},
            {"--out", "o", "--issuer", "https://ehr.example.org/fhir", "--client-id", "c", "--types", "patients"},
            {"--out", "o", "--issuer", "https://ehr.example.org/fhir", "--client-id", "c", "--group", "a/b"},
        };
        assertThat(run("export", "--key", key.toString(), "--out", "o")).isEqualTo(2);
        assertThat(error.toString()).contains("--key: expected a key file");
        assertThat(run("export", "--key", key.toString(), "--public-keys")).isZero();
        assertThat(out.toString()).contains("\"kty\"").doesNotContain("\"d\"");
        for (String[] arguments : wrong) {
            error.getBuffer().setLength(0);
            List<String> all = new ArrayList<>(List.of("export", "--key", key.toString()));
            all.addAll(List.of(arguments));
            assertThat(run(all.toArray(String[]::new))).as(all.toString()).isEqualTo(2);
            assertThat(error.toString().lines()).hasSize(1);
        }
    }
}
