package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.TestCharts;
import org.prodrome.reasoning.failure.ReasoningException;
import org.prodrome.reasoning.finding.RuleResult;

class RulePackTest {
    private static final Path SOURCE = Path.of("rules");

    @TempDir
    private Path folder;

    /** The shipped pack with only the metformin rule, in a folder that a test may spoil. */
    private void copy() throws IOException {
        for (String part : List.of("shared", "generic", "valuesets", "metformin-egfr")) {
            try (Stream<Path> files = Files.walk(SOURCE.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = folder.resolve(SOURCE.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        Files.writeString(folder.resolve("pack.json"), """
                {"name":"site","version":"1","graceDaysAfterReview":90,"shared":["ProdromeCommon","ProdromeKidney","ProdromeUnits",
                 "ProdromeRenalFunction","ProdromeOrders"],
                 "rules":["metformin-egfr"]}""");
    }

    private void spoil(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    @Test
    void loadsASitesOwnPackWithThirteenAttributesForEachRule() throws IOException {
        copy();
        RulePack pack = RulePack.load(folder);
        assertThat(pack.versions()).hasSize(1);
        assertThat(pack.hash()).hasSize(64);
        assertThat(pack.descriptions().getFirst().attributes().listed()).hasSize(13);
    }

    @Test
    void aChangedByteChangesTheHash() throws IOException {
        copy();
        String before = RulePack.load(folder).hash();
        spoil("metformin-egfr/MetforminEgfr.cql", "default 30.0", "default 31.0");
        assertThat(RulePack.load(folder).hash()).isNotEqualTo(before);
    }

    @Test
    void namesFileLineAndColumnOfWrongCql() throws IOException {
        copy();
        spoil("metformin-egfr/MetforminEgfr.cql", "define \"Applies\": exists", "define \"Applies\": exist");
        assertThatThrownBy(() -> RulePack.load(folder))
                .isInstanceOf(ReasoningException.BrokenRule.class)
                .hasMessageContaining("metformin-egfr/MetforminEgfr.cql: line ");
    }

    @Test
    void namesTheFieldThatIsNotAsItMustBe() throws IOException {
        copy();
        spoil("metformin-egfr/rule.json", "\"severity\": \"critical\"", "\"severity\": \"horrible\"");
        assertThatThrownBy(() -> RulePack.load(folder))
                .hasMessage(
                        "metformin-egfr/rule.json: line 6, column 15: severity: expected one of [critical, warning, info], found"
                                + " \"horrible\"");
    }

    @Test
    void refusesARuleWithoutTheThreeGoldenCases() throws IOException {
        copy();
        spoil("metformin-egfr/rule.json", "\"cannot-evaluate\",", "");
        assertThatThrownBy(() -> RulePack.load(folder))
                .hasMessageContaining("golden: expected a case named cannot-evaluate");
    }

    @Test
    void refusesAPlanThatDoesNotAskTheRule() throws IOException {
        copy();
        spoil("metformin-egfr/PlanDefinition-metformin-egfr.json", "\"Fires\"", "\"Never\"");
        assertThatThrownBy(() -> RulePack.load(folder))
                .hasMessageContaining("PlanDefinition-metformin-egfr.json: action.condition.expression: expected");
    }

    @Test
    void refusesAValueSetThatIsNotInThePack() throws IOException {
        copy();
        spoil("metformin-egfr/MetforminEgfr.cql", "ValueSet/metformin'", "ValueSet/another'");
        assertThatThrownBy(() -> RulePack.load(folder)).hasMessageContaining("ValueSet/another: expected it among");
    }

    @Test
    void refusesToListACodePatternsCodes() throws IOException {
        copy();
        copyRule("ckd-unlisted");
        spoil("pack.json", "\"metformin-egfr\"]", "\"metformin-egfr\",\"ckd-unlisted\"]");
        Path cql = folder.resolve("ckd-unlisted/CkdUnlisted.cql");
        Files.writeString(cql, Files.readString(cql) + "\ndefine \"Codes\": ExpandValueSet(\"CKD\")\n");
        assertThatThrownBy(() -> RulePack.load(folder))
                .hasMessageContaining("ckd-unlisted/CkdUnlisted.cql: line and column ")
                .hasMessageContaining("patterns of codes, which can't be listed");
    }

    @Test
    void refusesASharedLibraryThatRetrievesMedications() throws IOException {
        copy();
        Path cql = folder.resolve("shared/ProdromeCommon.cql");
        Files.writeString(cql, Files.readString(cql) + "\ndefine \"All\": [MedicationRequest]\n");
        assertThatThrownBy(() -> RulePack.load(folder))
                .hasMessageContaining("shared/ProdromeCommon.cql: line and column ")
                .hasMessageContaining("expected medications as an argument");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        copy();
        Files.delete(folder.resolve("valuesets/egfr.json"));
        assertThatThrownBy(() -> RulePack.load(folder)).hasMessageContaining("valuesets/egfr.json: expected this file");
    }

    @Test
    void refusesAWashoutWithoutTheMedicationsThatEnded() throws IOException {
        copy();
        copyRule("ssri-maoi");
        spoil("pack.json", "\"metformin-egfr\"]", "\"metformin-egfr\",\"ssri-maoi\"]");
        assertThat(RulePack.load(folder).rules()).hasSize(2);
        spoil("ssri-maoi/rule.json", "\"MedicationRequest.ingredients\",", "\"MedicationRequest.ingredients\"");
        spoil("ssri-maoi/rule.json", "    \"MedicationRequest.other\"\n", "");
        assertThatThrownBy(() -> RulePack.load(folder))
                .hasMessageContaining("ssri-maoi/rule.json: line ")
                .hasMessageContaining("needs: expected MedicationRequest.other among them, since ")
                .hasMessageContaining("StoppedDays counts medications that were stopped");
    }

    @Test
    void aRuleThatFailsAtRunTimeIsNamedAndSilencesNoOther() throws IOException {
        copy();
        copyRule("pde5-nitrate");
        spoil("pack.json", "\"metformin-egfr\"]", "\"metformin-egfr\",\"pde5-nitrate\"]");
        spoil(
                "metformin-egfr/MetforminEgfr.cql",
                "define \"Applies\": exists \"Orders\"",
                "define \"Applies\": Message(true, true, 'broken', 'Error', 'broken on purpose')");
        RulePack pack = RulePack.load(folder);
        GoldenCase golden = pack.goldenCases(pack.rules().getLast()).stream()
                .filter(candidate -> candidate.file().endsWith("/fires.json"))
                .findFirst()
                .orElseThrow();
        RuleInput both = golden.input()
                .with(Stream.concat(
                                golden.input().drafts().stream(),
                                TestCharts.orders("d9", "860975", "metformin 500 MG").stream())
                        .toList());
        List<RuleResult> results = new RuleEngine(pack).evaluate(both, golden.hook(), rule -> true);
        assertThat(results.getFirst()).isInstanceOf(RuleResult.Broken.class);
        assertThat(results.getLast()).isInstanceOf(RuleResult.Fired.class);
    }

    private void copyRule(String name) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(SOURCE.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void goldenTestsSayWhereARuleDiffers() throws IOException {
        copy();
        spoil("metformin-egfr/golden/silent.json", "\"passed\"", "\"fired\"");
        List<GoldenTests.Result> failed = GoldenTests.run(RulePack.load(folder)).stream()
                .filter(result -> !result.passed())
                .toList();
        assertThat(failed).hasSize(1);
        assertThat(failed.getFirst().differences()).containsExactly("outcome: expected fired, got passed");
    }

    @Test
    void aTrialWithoutADayIsOfNowWhenNothingIsHiddenAsLater() throws IOException {
        Path patient = folder.resolve("patient.json");
        Path orders = folder.resolve("orders.json");
        java.time.LocalDate today = java.time.LocalDate.now(java.time.ZoneOffset.UTC);
        Files.writeString(patient, """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"}},
                 {"resource":{"resourceType":"Observation","id":"e1","status":"final","subject":{"reference":"Patient/p1"},
                  "code":{"coding":[{"system":"http://loinc.org","code":"33914-3"}]},"effectiveDateTime":"%s",
                  "issued":"%s-01-01T00:00:00Z","valueQuantity":{"value":24,"unit":"mL/min/{1.73_m2}"}}}]}""".formatted(today.minusDays(30), today.getYear() + 30));
        Files.writeString(orders, """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"MedicationRequest","id":"d1","status":"draft","intent":"order",
                  "subject":{"reference":"Patient/p1"},"medicationCodeableConcept":{"coding":[
                  {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"860975"}]}}}]}""");
        assertThat(RuleTrial.explain(TestPacks.shipped(), "metformin-egfr", patient, orders, null)
                        .lines())
                .last()
                .asString()
                .startsWith("fires: Metformin ordered; the last eGFR was 24");
    }

    @Test
    void aTrialShowsTheValueOfEveryDefine() throws IOException {
        Path patient = folder.resolve("patient.json");
        Path orders = folder.resolve("orders.json");
        Files.writeString(patient, """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"}},
                 {"resource":{"resourceType":"Observation","id":"e1","status":"final","subject":{"reference":"Patient/p1"},
                  "code":{"coding":[{"system":"http://loinc.org","code":"33914-3"}]},"effectiveDateTime":"2026-09-20",
                  "valueQuantity":{"value":24,"unit":"mL/min/{1.73_m2}"}}}]}""");
        Files.writeString(orders, """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"MedicationRequest","id":"d1","status":"draft","intent":"order",
                  "subject":{"reference":"Patient/p1"},"medicationCodeableConcept":{"coding":[
                  {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"860975"}]}}}]}""");
        RuleTrial.Report report = RuleTrial.explain(
                TestPacks.shipped(), "metformin-egfr", patient, orders, java.time.LocalDate.of(2026, 11, 20));
        assertThat(report.ok()).isTrue();
        assertThat(report.lines())
                .contains("define \"Applies\": true", "define \"Orders\": [MedicationRequest/d1]")
                .endsWith("fires: Metformin ordered; the last eGFR was 24 mL/min/1.73 m2 on 2026-09-20");
    }
}
