package org.prodrome.reasoning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code rules check|test|explain} as they are typed, on a site's pack of one rule: PDE5 inhibitors and nitrates. */
class RulesCommandTest {
    private static final Path SHIPPED = TestPackFolder.SHIPPED;

    @TempDir
    Path pack;

    private record Ended(int code, String out, String error) {}

    @BeforeEach
    void copy() throws IOException {
        for (String part : List.of("shared", "generic", "valuesets", "pde5-nitrate")) {
            TestPackFolder.copy(SHIPPED.resolve(part), pack.resolve(part));
        }
        TestPackFolder.index(pack, "pde5-nitrate");
    }

    @Test
    void checkListsRulesAndHowManyCodesAreUnverified() throws IOException {
        Ended before = run("check", "--pack", pack.toString());

        assertThat(before.code).isZero();
        assertThat(before.out).startsWith("site 1, 1 rules, hash ").doesNotContain("BROKEN");
        String line = line(before, "pde5-nitrate");
        assertThat(line).contains(" CRITICAL ", " PILOT ", "review by ", " PDE5 inhibitor together with a nitrate");
        int unverified = unverified(line);
        // a code more, marked, is one more; unmarked it is none
        spoil("valuesets/nitrates.json", "\"concept\": [", "\"concept\": [{\"code\":\"0\",\"display\":\"x\"},");
        assertThat(unverified(line(run("check", "--pack", pack.toString()), "pde5-nitrate")))
                .isEqualTo(unverified);
        spoil(
                "valuesets/nitrates.json",
                "{\"code\":\"0\",",
                "{\"extension\":[{\"url\":\"http://fhir.prodrome.example/StructureDefinition/verification\","
                        + "\"valueString\":\"unverified\"}],\"code\":\"0\",");
        assertThat(unverified(line(run("check", "--pack", pack.toString()), "pde5-nitrate")))
                .isEqualTo(unverified + 1);
    }

    @Test
    void brokenCqlIsNamedWithLineAndColumnByCheckAndEndsTheOthers() throws IOException {
        spoil("generic/DrugPair.cql", "define \"Applies\": exists", "define \"Applies\": exist");
        Ended checked = run("check", "--pack", pack.toString());
        Ended tested = run("test", "--pack", pack.toString());

        assertThat(checked.code).isEqualTo(1);
        assertThat(line(checked, "BROKEN"))
                .matches("BROKEN  pde5-nitrate: generic/DrugPair[.]cql: line \\d+, column \\d+.*");
        assertThat(checked.out).endsWith("1 broken" + System.lineSeparator());
        assertThat(tested.code).isEqualTo(1);
        assertThat(tested.error.lines())
                .singleElement()
                .asString()
                .matches("prodrome rules test: generic/DrugPair[.]cql: line \\d+, column \\d+.* \\(see --help\\)");
    }

    @Test
    void aWrongFieldIsNamedWithLineAndColumn() throws IOException {
        Path file = pack.resolve("pde5-nitrate/rule.json");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int severity = lines.indexOf("  \"severity\": \"critical\",");
        lines.set(severity, "  \"severity\":   \"horrible\",");
        Files.write(file, lines);

        assertThat(line(run("check", "--pack", pack.toString()), "BROKEN"))
                .startsWith("BROKEN  pde5-nitrate: pde5-nitrate/rule.json: line " + (severity + 1)
                        + ", column 17: severity: expected one of [critical, warning, info], found \"horrible\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"golden\": [7,", "\"golden\": [\"fires\" \"silent\",", "\"golden\": [\"none\"], \"golden\": ["
            })
    void anyWrongFieldOrJsonHasItsPlace(String golden) throws IOException {
        spoil("pde5-nitrate/rule.json", "\"golden\": [", golden);

        Ended ended = run("check", "--pack", pack.toString());

        assertThat(ended.code).isEqualTo(1);
        assertThat(line(ended, "BROKEN"))
                .matches("BROKEN  pde5-nitrate: pde5-nitrate/rule[.]json: line [1-9]\\d*, column [1-9]\\d*: .*");
    }

    @Test
    void aMissingFieldHasThePlaceOfWhatItIsMissingFrom() throws IOException {
        spoil("pde5-nitrate/rule.json", "\"developer\"", "\"developers\"");
        List<String> lines = Files.readAllLines(pack.resolve("pde5-nitrate/rule.json"));
        int attributes = lines.indexOf("  \"attributes\": {");

        assertThat(line(run("check", "--pack", pack.toString()), "BROKEN"))
                .contains("line " + (attributes + 1)
                        + ", column 17: attributes.developer: expected a text, found nothing");
    }

    @Test
    void testRunsTheGoldenCasesAndSaysWhatDiffers() throws IOException {
        Ended right = run("test", "--pack", pack.toString());
        spoil("pde5-nitrate/golden/silent.json", "\"passed\"", "\"fired\"");
        Ended wrong = run("test", "--pack", pack.toString());

        assertThat(right.code).isZero();
        assertThat(right.out).contains("pass  pde5-nitrate: ").matches("(?s).*\\d+ golden cases, 0 failed\\R");
        assertThat(wrong.code).isEqualTo(1);
        assertThat(wrong.out)
                .contains("FAIL  pde5-nitrate: ", "      outcome: expected fired, got passed", ", 1 failed");
    }

    @Test
    void aSitesRulesStandBesideThePackAndABrokenOneIsListed(@TempDir Path site) throws IOException {
        TestPackFolder.copy(SHIPPED.resolve("pde5-nitrate"), site.resolve("site-pair"));
        TestPackFolder.replace(site.resolve("site-pair/rule.json"), "pde5-nitrate", "site-pair");
        TestPackFolder.replace(site.resolve("site-pair/rule.json"), "Pde5Nitrate", "SitePair");
        TestPackFolder.index(site, "site-pair");
        Ended right = run("check", "--site", site.toString());
        TestPackFolder.replace(site.resolve("site-pair/rule.json"), "\"secondName\"", "\"secondNames\"");
        Ended wrong = run("check", "--site", site.toString());

        assertThat(right.code).isZero();
        assertThat(line(right, "site-pair")).contains("PDE5");
        assertThat(line(right, "metformin-egfr")).contains("CRITICAL");
        assertThat(wrong.code).isEqualTo(1);
        assertThat(line(wrong, "BROKEN"))
                .matches("BROKEN  site-pair: site-pair/rule[.]json: line \\d+, column \\d+: with[.]secondName: .*");
        assertThat(line(wrong, "metformin-egfr")).contains("CRITICAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "test", "explain"})
    void aPackAndASiteTogetherAreAskedWrongly(String command) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--pack", pack.toString(), "--site", pack.toString()));
        if (command.equals("explain")) {
            arguments.add("pde5-nitrate");
        }
        Ended ended = run(arguments.toArray(String[]::new));

        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.error.lines()).singleElement().asString().contains("--site: expected without --pack");
    }

    @Test
    void aFolderWithoutAPackIsNamedByItsMissingFile() {
        Ended ended = run("check", "--pack", pack.resolve("nowhere").toString());

        assertThat(ended.code).isEqualTo(1);
        assertThat(ended.error.lines()).singleElement().asString().contains("pack.json: expected this file");
    }

    @Test
    void explainSaysWhatARuleRestsOnAndWhatItMakesOfAPatient() throws IOException {
        Files.writeString(pack.resolve("patient.json"), """
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"p1","gender":"male","birthDate":"1960-01-01"}}]}""");
        Ended rule = run("explain", "pde5-nitrate", "--pack", pack.toString());
        Ended patient = explain("patient.json");

        assertThat(rule.code).isZero();
        assertThat(rule.out).startsWith("pde5-nitrate ").contains("owner ", "review by ", "FDA label");
        assertThat(patient.code).isZero();
        assertThat(patient.out).contains("define \"Applies\": false", "define \"Fires\": ");
    }

    @Test
    void anUnknownRuleIsAskedWronglyWithAndWithoutAPatient() {
        for (Ended ended : List.of(
                run("explain", "no-such-rule", "--pack", pack.toString()),
                run("explain", "no-such-rule", "--pack", pack.toString(), "--patient", "nowhere.json"))) {
            assertThat(ended.code).isEqualTo(2);
            assertThat(ended.error.lines())
                    .singleElement()
                    .asString()
                    .contains("RULE: expected an id that 'rules check' lists, got 'no-such-rule'");
        }
    }

    @Test
    void aPatientThatCannotBeReadEndsInOneLineWithoutItsContent() throws IOException {
        Files.writeString(pack.resolve("broken.json"), "{\"resourceType\":\"Bundle\",\"secret-name\"");
        Files.writeString(pack.resolve("single.json"), "{\"resourceType\":\"Patient\",\"id\":\"secret-name\"}");
        Files.writeString(pack.resolve("nobody.json"), "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}");

        for (String file : List.of("nowhere.json", "broken.json", "single.json", "nobody.json")) {
            Ended ended = explain(file);
            assertThat(ended.code).as(file).isEqualTo(1);
            assertThat(ended.error.lines()).singleElement().asString().startsWith("prodrome rules explain: ");
            assertThat(ended.error).doesNotContain("secret-name");
            assertThat(ended.out).isEmpty();
        }
        assertThat(explain("nowhere.json").error).contains("nowhere.json: could not be read");
        assertThat(explain("nobody.json").error).contains("nobody.json: expected a Patient in the Bundle");
    }

    private Ended explain(String patient) {
        return run(
                "explain",
                "pde5-nitrate",
                "--pack",
                pack.toString(),
                "--patient",
                pack.resolve(patient).toString());
    }

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine command = ProdromeCli.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(error, true));
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(arguments));
        int code = command.execute(all.toArray(String[]::new));
        return new Ended(code, out.toString(), error.toString());
    }

    private static String line(Ended ended, String start) {
        return ended.out
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ended.toString()));
    }

    private static int unverified(String line) {
        assertThat(line).matches(".* \\d+ of +\\d+ codes unverified .*");
        return Integer.parseInt(line.replaceAll(".*? (\\d+) of +\\d+ codes unverified .*", "$1"));
    }

    private void spoil(String file, String from, String to) throws IOException {
        TestPackFolder.replace(pack.resolve(file), from, to);
    }
}
