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
            new SandboxCases.Case("young", 0, "young", List.of(), new SandboxCases.Keep(2, 1, 1, 5, null), List.of());
    private static final SandboxCases.Case EDITED = new SandboxCases.Case(
            "edited",
            1,
            "edited",
            List.of("nothing"),
            new SandboxCases.Keep(2, 1, 1, 5, null),
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

    @Test
    void cutTheChartOfAPlantedLifeAndTellWhatIsAhead() throws Exception {
        SandboxCases.Keep all = new SandboxCases.Keep(60, 60, 0, 400, null);
        SandboxCases.Keep recent = new SandboxCases.Keep(60, 60, 0, 400, 120);
        LocalDate today = LocalDate.of(2026, 11, 1);
        SandboxCases cases = new SandboxCases(
                "test",
                11,
                today,
                40,
                85,
                "Massachusetts",
                List.of(),
                List.of(
                        new SandboxCases.Case("ill", 16091, "ill", List.of(), all, List.of()),
                        new SandboxCases.Case("new", 948, "new", List.of(), recent, List.of())),
                new SandboxCases.Planted(LocalDate.of(2028, 5, 1), 20, 1));
        Path made = make("planted", cases);
        var manifest = Json.read(made.resolve("manifest.json"), SandboxPatients.Manifest.class);

        assertThat(manifest.patients().getFirst().ahead()).containsOnlyKeys("type-2-diabetes");
        assertThat(NdjsonFile.read(made.resolve("ill.ndjson.gz")))
                .hasSizeGreaterThan(100)
                .noneMatch(line -> line.contains("\"44054006\"") || line.contains("\"2027-"));
        assertThat(NdjsonFile.read(made.resolve("new.ndjson.gz")))
                .anyMatch(line -> line.contains("\"resourceType\":\"Observation\""))
                .noneMatch(line -> line.contains("DateTime\":\"2025-"));
    }

    private Path make(String name, SandboxCases.Case... patients) throws Exception {
        SandboxCases cases = new SandboxCases(
                "test", 5, LocalDate.of(2026, 11, 1), 18, 22, "Massachusetts", List.of(), List.of(patients), null);
        return make(name, cases);
    }

    private Path make(String name, SandboxCases cases) throws Exception {
        Path file = directory.resolve(name + ".json");
        Files.write(file, Json.MAPPER.writeValueAsBytes(cases));
        Path out = directory.resolve(name);
        int exit = CohortMain.line(new PrintWriter(Writer.nullWriter()))
                .execute("sandbox-patients", "--out", out.toString(), "--cases", file.toString());
        assertThat(exit).isZero();
        return out;
    }
}
