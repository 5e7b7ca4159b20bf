package org.prodrome.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
    private static final String SET = "hl7.fhir.uv.smart-app-launch_2.2.0@";
    private static final Row STATE = new Row(SET + 3, "p#s", "SHALL", "state is sent", Row.Status.TESTED, "");
    private static final Row BRANDS =
            new Row(SET + 413, "p#s", "SHOULD", "brands", Row.Status.OPTIONAL_AND_NOT_OFFERED, "not read");

    private static Register of(Row... rows) {
        return new Register("client", true, 0, List.of(rows));
    }

    private static List<String> problems(Register client, int proven, Evidence evidence) {
        var wanting = new Register(client.title(), client.ours(), proven, client.rows());
        return Verdict.problems(List.of(wanting, of()), evidence);
    }

    private static Evidence passed(String id) {
        return tests(new Evidence.Test(id, "a.B#c", Outcome.PASSED));
    }

    private static Evidence tests(Evidence.Test test) {
        return new Evidence(Map.of(test.requirement(), List.of(test)), Map.of());
    }

    @Test
    void acceptsARowWithAPassedTestAndARowWithAReason() {
        assertThat(problems(of(STATE, BRANDS), 0, passed(STATE.id()))).isEmpty();
    }

    @Test
    void missesATest() {
        assertThat(problems(of(STATE), 0, new Evidence(Map.of(), Map.of())))
                .singleElement()
                .asString()
                .contains(STATE.id(), "neither");
    }

    @Test
    void refusesATestThatFailedOrWasSkipped() {
        for (var outcome : List.of(Outcome.FAILED, Outcome.SKIPPED, Outcome.ABORTED)) {
            assertThat(problems(of(STATE), 0, tests(new Evidence.Test(STATE.id(), "a.B#c", outcome))))
                    .singleElement()
                    .asString()
                    .contains("a.B#c", outcome.word());
        }
    }

    @Test
    void refusesAReasonBesideATest() {
        assertThat(problems(of(BRANDS), 0, passed(BRANDS.id())))
                .singleElement()
                .asString()
                .contains("yet a test");
    }

    @Test
    void refusesAnIdThatNobodyWrote() {
        assertThat(problems(of(), 0, passed(SET + 9999)))
                .singleElement()
                .asString()
                .contains("no such requirement");
    }

    @Test
    void refusesAMisspeltStandard() {
        assertThat(problems(of(), 0, passed("hl7.fhir.uv.smart-app-lunch_2.2.0@3")))
                .singleElement()
                .asString()
                .contains("lunch", "no such requirement");
    }

    @Test
    void letsNoRowOfOursGoAsNotStoodFor() {
        var evaded = new Row(SET + 3, "p#s", "SHALL", "state is sent", Row.Status.NOT_STOOD_FOR, "too hard");
        var nothing = new Evidence(Map.of(), Map.of());

        assertThat(problems(of(evaded), 0, nothing)).singleElement().asString().contains("three reasons");
        var ofTheOtherSide = new Register("server", false, 0, List.of(evaded));
        assertThat(Verdict.problems(List.of(of(), ofTheOtherSide), nothing)).isEmpty();
    }

    @Test
    void wantsEnoughProofs() {
        assertThat(problems(of(STATE), 1, passed(STATE.id())))
                .singleElement()
                .asString()
                .contains("at least 1", "got 0");
        var proven = new Evidence(
                passed(STATE.id()).tests(),
                Map.of(STATE.id(), List.of(new Evidence.Proof(STATE.id(), "sends state", "STATE_DROPPED"))));
        assertThat(problems(of(STATE), 1, proven)).isEmpty();
    }

    @Test
    void aRowNeedsAReasonExactlyWhereItIsNotTested() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Row("a@1", "c", "SHALL", "s", Row.Status.ORGANISATIONAL, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Row.Status.of("later"));
    }

    @Test
    void readsEveryRowOfTheStandardsClient() {
        assertThat(Register.smartClient().rows()).hasSize(173);
        assertThat(Register.smartClient().rows().stream().filter(Row::binding)).hasSize(121);
        assertThat(Register.smartClient().rows().stream().map(Row::id)).doesNotHaveDuplicates();
    }

    @Test
    void readsEveryRowOfTheStandardsServer() {
        var both =
                Stream.of(Register.smartClient(), Register.smartServer()).flatMap(register -> register.rows().stream());

        assertThat(Register.smartServer().rows()).hasSize(265);
        assertThat(Register.smartServer().rows().stream().filter(Row::binding)).hasSize(172);
        assertThat(both.map(Row::id)).doesNotHaveDuplicates();
    }

    @Test
    void readsEveryRowOfTheCdsService() {
        assertThat(Register.cdsService().rows()).hasSize(120);
        assertThat(Register.cdsService().rows().stream().filter(Row::binding)).hasSize(73);
        assertThat(Register.cdsService().rows().stream().map(Row::id)).doesNotHaveDuplicates();
    }

    @Test
    void readsEveryRowOfTheHookLibrary() {
        assertThat(Register.cdsLibrary().rows()).hasSize(93);
        assertThat(Register.cdsLibrary().rows().stream().filter(Row::binding)).hasSize(70);
        assertThat(Register.cdsLibrary().rows().stream().map(Row::id)).doesNotHaveDuplicates();
    }

    @Test
    void readsTheRecordsOfSeveralModules(@TempDir Path folder) throws Exception {
        var module = Files.createDirectories(folder.resolve("m/target/conformance"));
        Files.writeString(module.resolve("requirements.csv"), "x@1,a.B#c,PASSED\nx@1,a.B#d,FAILED\n");
        Files.writeString(module.resolve("proofs.csv"), "x@1,check,SWITCH\n");
        var evidence = Evidence.of(List.of(folder.resolve("m"), folder.resolve("none")));

        assertThat(evidence.tests().get("x@1")).hasSize(2);
        assertThat(evidence.proofs().get("x@1")).hasSize(1);
    }

    @Test
    void theTableEscapesWhatItShows() {
        var odd = new Row(SET + 3, "app-launch#a", "SHALL", "a <b> & \"c\", d", Row.Status.TESTED, "");
        var table = new CoverageTable(List.of(of(odd)), passed(odd.id()), List.of("x < y"));

        assertThat(table.html())
                .contains("a &lt;b&gt; &amp; &quot;c&quot;, d", "B#c passed", "app-launch.html#a", "x &lt; y");
        var elsewhere = new Row("cds-hooks_2.0@3", "https://cds.example/2.0/#a", "SHALL", "s", Row.Status.TESTED, "");
        assertThat(new CoverageTable(List.of(of(elsewhere)), passed(elsewhere.id()), List.of()).html())
                .contains("href=\"https://cds.example/2.0/#a\"");
        assertThat(Csv.fields(table.csv().lines().toList().get(1)).get(3)).contains("a <b> & \"c\", d");
    }
}
