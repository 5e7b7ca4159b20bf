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
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What cannot be used ends with one clear line and nothing made. */
class BadInputTest {

    @TempDir
    Path directory;

    @Test
    void anExportWithoutUsableEvents() throws IOException {
        TestExport.withoutEvents(directory.resolve("export"), 40);
        assertThat(run("deidentify", "--data", "export", "--out", "deid").code())
                .isZero();
        Ended ended = run(train("tiny"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.line())
                .isEqualTo("prodrome train: data: expected training and tuning patients with a date of birth and dated"
                        + " events that can be used, got 0 and 0 (see --help)");
        assertThat(directory.resolve("model")).doesNotExist();
    }

    @Test
    void anExportInWhichTooFewGetAnything() throws IOException {
        TestExport.of(directory.resolve("export"), 24);
        Files.writeString(directory.resolve("deid.key"), "5a".repeat(32)); // one key: the split is the same each time
        run("deidentify", "--data", "export", "--out", "deid", "--key", "deid.key");
        Ended ended = run(train("tiny"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.line()).contains("expected at least 30 training patients who get one of the outcomes");
    }

    @ParameterizedTest
    @CsvSource({"evaluate", "recalibrate"})
    void anExportInOtherCodesThanThePackages(String command) throws IOException {
        TestExport.inCodesOfItsOwn(directory.resolve("export"), 40);
        run("deidentify", "--data", "export", "--out", "deid", "--key", "pseudonyms");
        List<String> arguments = new ArrayList<>(List.of(command, "--data", "deid", "--out", "out", "--synthetic"));
        Path models = Path.of("models").toAbsolutePath();
        arguments.addAll(List.of("--model", models.resolve("default").toString()));
        arguments.addAll(
                List.of("--trusted-keys", models.resolve("trusted-keys").toString()));
        if (command.equals("recalibrate")) {
            arguments.addAll(List.of("--trained-elsewhere", "--signing-key", "key"));
        }
        Ended ended = run(arguments.toArray(String[]::new));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.line())
                .contains("expected events in the model's vocabulary, got 0% of them;"
                        + " the package was made of data coded in another way");
        assertThat(directory.resolve("out").resolve("manifest.json")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"train", "evaluate", "recalibrate", "meds"})
    void anExportWithoutADeidentificationReport(String command) throws IOException {
        TestExport.of(directory.resolve("export"), 3);
        List<String> arguments = new ArrayList<>(List.of(command, "--data", "export", "--out", "model"));
        switch (command) {
            case "train" -> arguments.addAll(List.of("--config", "tiny", "--signing-key", "key"));
            case "evaluate", "recalibrate" ->
                arguments.addAll(List.of(
                        "--model", Path.of("models/default").toAbsolutePath().toString()));
            default -> {}
        }
        Ended ended = run(arguments.toArray(String[]::new));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.line()).contains("deidentification-report.json").contains("run the deidentify command first");
    }

    @Test
    void anUnknownConfigurationKey() throws IOException {
        Files.writeString(directory.resolve("own.json"), "{\"name\": \"own\", \"widht\": 64}");
        Ended ended = run(train("own.json"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.line()).contains("unknown key widht, expected one of").contains("width");
    }

    @Test
    void aConfigurationThatIsMissingOrUnknown() {
        assertThat(run(train("nowhere.json")).line()).contains("--config: expected tiny, cpu, gpu or a file");
        assertThat(run(train("huge")).line()).contains("expected tiny, cpu or gpu, got huge");
    }

    @Test
    void outcomesThatAreMissingUnknownOrWithoutACode() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(train("tiny")));
        arguments.addAll(List.of("--outcomes", "own-outcomes.json"));
        String[] line = arguments.toArray(String[]::new);
        assertThat(run(line).line()).contains("--outcomes: expected a file, found none");
        Path file = directory.resolve("own-outcomes.json");
        Files.writeString(file, "{\"outcomes\": []}");
        assertThat(run(line).line()).contains("--outcomes").contains("source");
        Files.writeString(file, """
                {"source": "s", "date": "d", "fromAgeYears": 18, "fewestTrainingEvents": 1,
                 "outcomes": [{"id": "x", "name": "x", "snomed": [], "icd10cm": [], "source": "s"}]}
                """);
        Ended ended = run(line);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.line()).contains("expected a code for x");
    }

    @Test
    void aPackageWithOneChangedByteIsRefusedByEveryCommandThatTakesOne() throws IOException {
        TestExport.of(directory.resolve("export"), 3);
        run("deidentify", "--data", "export", "--out", "deid", "--key", "pseudonyms");
        Path shipped = Path.of("models");
        Path model = directory.resolve("changed");
        try (var files = Files.walk(shipped.resolve("default"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        model.resolve(
                                shipped.resolve("default").relativize(file).toString()));
            }
        }
        Path network = model.resolve("saved_model/saved_model.pb");
        byte[] bytes = Files.readAllBytes(network);
        bytes[bytes.length / 3] ^= 4;
        Files.write(network, bytes);
        String keys = shipped.resolve("trusted-keys").toAbsolutePath().toString();
        String[][] commands = {
            {"evaluate", "--data", "deid", "--out", "out"},
            {"recalibrate", "--data", "deid", "--out", "out", "--signing-key", "key", "--synthetic"},
            {"package", "--report", "report.json", "--out", "out", "--signing-key", "key"},
            {"package", "card", "--out", "out"},
            {"bench", "inference"},
        };
        for (String[] command : commands) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--model", "changed", "--trusted-keys", keys));
            Ended ended = run(arguments.toArray(String[]::new));
            assertThat(ended.code()).as(ended.line()).isEqualTo(1);
            assertThat(ended.line()).contains("saved_model/saved_model.pb: expected SHA-256");
            assertThat(directory.resolve("out")).doesNotExist();
        }
    }

    @Test
    void aPackageOfOthersIsNotSignedAnewOnTheWordOfTheKeysThatCameWithIt() throws IOException {
        TestExport.of(directory.resolve("export"), 3);
        run("deidentify", "--data", "export", "--out", "deid", "--key", "pseudonyms");
        String received = Path.of("models/default").toAbsolutePath().toString();
        String keys = Path.of("models/trusted-keys").toAbsolutePath().toString();
        String[][] commands = {
            {"recalibrate", "--data", "deid", "--trained-elsewhere", "--synthetic"},
            {"package", "--report", "report.json"},
        };
        for (String[] command : commands) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--model", received, "--out", "out", "--signing-key", "own"));
            Ended ended = run(arguments.toArray(String[]::new));
            assertThat(ended.code()).as(ended.line()).isEqualTo(2);
            assertThat(ended.line())
                    .contains("--trusted-keys: expected")
                    .containsPattern("signed by [0-9a-f]{16}, not by this site's own key");
            assertThat(directory.resolve("own")).doesNotExist();
            arguments.addAll(List.of("--trusted-keys", keys));
            Ended trusting = run(arguments.toArray(String[]::new));
            assertThat(trusting.code()).isEqualTo(1);
            assertThat(trusting.line()).doesNotContain("--trusted-keys");
            assertThat(directory.resolve("out")).doesNotExist();
            Files.delete(directory.resolve("own"));
        }
    }

    @Test
    void onePatientWithSeventyThousandEventsAndOneWithASingleOneAreReadLikeOthers() throws IOException {
        TestExport.ofOneWith(directory.resolve("export"), 70_000);
        assertThat(run("deidentify", "--data", "export", "--out", "deid").code())
                .isZero();
        Ended ended = run("meds", "--data", "deid", "--out", "meds");
        assertThat(ended.code()).as(ended.line()).isZero();
    }

    private String[] train(String config) {
        return new String[] {"train", "--data", "deid", "--config", config, "--out", "model", "--signing-key", "key"};
    }

    private record Ended(int code, String line) {}

    private Ended run(String... arguments) {
        List<String> options =
                List.of("--data", "--out", "--key", "--outcomes", "--model", "--report", "--signing-key");
        String[] placed = arguments.clone();
        for (int i = 1; i < placed.length; i++) {
            boolean file = options.contains(placed[i - 1]) || placed[i].endsWith(".json");
            placed[i] = file ? directory.resolve(placed[i]).toString() : placed[i];
        }
        StringWriter error = new StringWriter();
        CommandLine command = ProdromeCli.commandLine();
        command.setErr(new PrintWriter(error, true));
        int code = command.execute(placed);
        assertThat(error.toString().lines()).hasSize(code == 0 ? 0 : 1);
        return new Ended(code, error.toString().strip());
    }
}
