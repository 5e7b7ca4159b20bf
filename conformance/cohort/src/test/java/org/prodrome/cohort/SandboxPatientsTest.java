package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxPatientsTest {
    private static final SandboxCases.Case YOUNG =
            new SandboxCases.Case("young", 0, "young", List.of(), new SandboxCases.Keep(2, 1, 1, 5), List.of());
    private static final SandboxCases.Case EDITED = new SandboxCases.Case(
            "edited",
            1,
            "edited",
            List.of("nothing"),
            new SandboxCases.Keep(2, 1, 1, 5),
            List.of(new ChartEdit.Remove("no conditions", "Condition", null)));

    @TempDir
    private Path directory = Path.of("");

    @Test
    void giveAPatientTheSameBytesWhoeverElseIsMade() throws Exception {
        Path both = make("both", YOUNG, EDITED);
        Path turned = make("turned", EDITED, YOUNG);

        assertThat(Sha256.hexOf(turned.resolve("young.ndjson.gz")))
                .isEqualTo(Sha256.hexOf(both.resolve("young.ndjson.gz")));
        assertThat(Sha256.hexOf(turned.resolve("edited.ndjson.gz")))
                .isEqualTo(Sha256.hexOf(both.resolve("edited.ndjson.gz")));
    }

    @Test
    void applyTheEditsAndTellTheirReasons() throws Exception {
        Path made = make("edits", EDITED);
        var manifest = Json.read(made.resolve("manifest.json"), SandboxPatients.Manifest.class);

        assertThat(manifest.patients().getFirst().edits()).containsExactly("no conditions");
        assertThat(NdjsonFile.read(made.resolve("edited.ndjson.gz")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("\"resourceType\":\"Condition\""));
    }

    private Path make(String name, SandboxCases.Case... patients) throws Exception {
        SandboxCases cases = new SandboxCases(
                "test", 5, LocalDate.of(2026, 11, 1), 18, 22, "Massachusetts", List.of(), List.of(patients));
        Path file = directory.resolve(name + ".json");
        Files.write(file, Json.MAPPER.writeValueAsBytes(cases));
        Path out = directory.resolve(name);
        int exit = CohortMain.line(new PrintWriter(Writer.nullWriter()))
                .execute("sandbox-patients", "--out", out.toString(), "--cases", file.toString());
        assertThat(exit).isZero();
        return out;
    }
}
