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
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.Assessed;
import org.prodrome.reasoning.Assessment;
import org.prodrome.reasoning.AssessmentRequest;
import org.prodrome.reasoning.Moment;
import org.prodrome.reasoning.TestCharts;
import org.prodrome.reasoning.card.Cards;
import org.prodrome.reasoning.card.MatterKey;
import org.prodrome.reasoning.finding.Findings;
import org.prodrome.reasoning.finding.Releases;
import org.prodrome.reasoning.finding.RuleVersion;
import org.prodrome.reasoning.finding.Stage;
import org.prodrome.reasoning.finding.Thresholds;
import org.prodrome.reasoning.model.ModelAnswer.RiskProfile;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.TrustedKeys;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.rule.RuleEngine;
import org.prodrome.reasoning.rule.RulePack;
import org.prodrome.reasoning.serving.RiskServer;
import org.prodrome.reasoning.summary.Summaries;
import org.prodrome.reasoning.timeline.Timelines;
import picocli.CommandLine;

/** The way of OWN-DATA.md, command by command: from a bulk export to a package that answers a record. */
class OwnDataTest {

    @TempDir
    Path directory;

    private final StringWriter error = new StringWriter();

    @Test
    void fromAnExportToARecalibratedPackageThatAnswersARecord() throws IOException {
        Path export = TestExport.of(directory.resolve("export"), 360);
        Files.writeString(directory.resolve("outcomes.json"), """
                {"source": "the site", "date": "2026-11-21", "fromAgeYears": 18, "fewestTrainingEvents": 120, "outcomes": [
                  {"id": "type-2-diabetes", "name": "type 2 diabetes", "snomed": ["44054006"], "icd10cm": ["E11*"],
                   "source": "the site's diabetologists"},
                  {"id": "gout", "name": "gout", "snomed": ["90560007"], "icd10cm": ["M10*"], "source": "nobody has it"}]}
                """);
        Files.writeString(directory.resolve("pseudonym.key"), "5a".repeat(32)); // the same split every time
        succeeds("deidentify --data " + export + " --out deid --key pseudonym.key");
        succeeds("train --data deid --config tiny --outcomes outcomes.json --out models/site-1 --name site"
                + " --model-version 1.0.0 --signing-key key --synthetic");
        assertThat(printed("package verify --model models/site-1 --signing-key key"))
                .containsPattern("key {3}[0-9a-f]{16}: this site's own");
        succeeds("evaluate --model models/site-1 --data deid --out report --synthetic");
        assertThat(directory.resolve("report/report.html")).exists();
        succeeds("package --model models/site-1 --report report/report.json --out models/site-1-evaluated"
                + " --signing-key key");
        succeeds("recalibrate --model models/site-1-evaluated --data deid --out models/site-1-local --trained-elsewhere"
                + " --signing-key key --synthetic");
        succeeds("package verify --model models/site-1-local");
        succeeds("package card --model models/site-1-local --out MODEL_CARD.md");
        assertThat(Files.readString(directory.resolve("MODEL_CARD.md")))
                .contains("site 1.0.0+local")
                .contains("type 2 diabetes")
                .doesNotContain("gout")
                .contains("synthetic");
        RiskProfile profile = (RiskProfile) assess(womanWithRisingHba1c()).model();
        assertThat(profile.model().version()).isEqualTo("1.0.0+local");
        assertThat(profile.abstentions()).isEmpty();
        assertThat(profile.risks())
                .hasSize(7)
                .allSatisfy(risk -> assertThat(risk.outcome().id()).isEqualTo("type-2-diabetes"));
    }

    private static PatientRecord womanWithRisingHba1c() {
        TestCharts chart = TestCharts.woman();
        for (int year = 2006; year <= 2015; year++) {
            chart.lab("l" + year, "4548-4", year < 2014 ? 5.4 : 5.9, "%", year + "-03-01");
            chart.with("Encounter", String.format(Locale.ROOT, """
                    {"resourceType":"Encounter","id":"e%1$d","status":"finished",\
                    "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},\
                    "type":[{"coding":[{"system":"http://snomed.info/sct","code":"185349003"}]}],\
                    "subject":{"reference":"Patient/p1"},"period":{"start":"%1$d-03-01","end":"%1$d-03-01"}}""", year));
        }
        return chart.read();
    }

    private Assessed assess(PatientRecord record) {
        Path models = directory.resolve("models");
        Timelines timelines = Timelines.load();
        try (RiskServer server = new RiskServer(
                RiskModel.load(models.resolve("site-1-local"), TrustedKeys.in(models.resolve("trusted-keys"))))) {
            return new Assessment(
                            NoteFindings.load(),
                            timelines,
                            server,
                            new RuleEngine(RulePack.load()),
                            new General(),
                            new Findings(Thresholds.load()),
                            new Cards(MatterKey.of(new byte[32])),
                            Summaries.load(timelines))
                    .assess(
                            new AssessmentRequest(record, LocalDate.of(2015, 6, 1), Moment.PATIENT_VIEW, List.of()),
                            Duration.ofSeconds(30));
        }
    }

    /** What a command that succeeds says. */
    private String printed(String line) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            succeeds(line);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void succeeds(String line) {
        List<String> arguments = new ArrayList<>();
        String before = "";
        for (String word : line.split(" ")) {
            boolean path = List.of("--data", "--out", "--key", "--outcomes", "--model", "--report", "--signing-key")
                    .contains(before);
            arguments.add(path ? directory.resolve(word).toString() : word);
            before = word;
        }
        CommandLine command = ProdromeCli.commandLine();
        command.setErr(new PrintWriter(error, true));
        assertThat(command.execute(arguments.toArray(String[]::new)))
                .as(line + ": " + error)
                .isZero();
    }

    /** Everything is shown. */
    private record General() implements Releases {
        @Override
        public Stage ofRule(RuleVersion rule) {
            return Stage.GENERAL;
        }

        @Override
        public Stage ofModel(ModelVersion model, Outcome outcome) {
            return Stage.GENERAL;
        }
    }
}
