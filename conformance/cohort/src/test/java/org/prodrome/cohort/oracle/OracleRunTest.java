package org.prodrome.cohort.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.PlantedFiles;

class OracleRunTest {
    private static final GridSettings GRID = new GridSettings(6, 4, 3, 4, 12, 2);
    private static final PlantedFiles FILES = PlantedFiles.builtIn(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path work;

    private final StringWriter told = new StringWriter();

    @BeforeEach
    void cohort() throws IOException {
        TestTruth.write(work, FILES, 4);
    }

    @Test
    void answersEachLineAndKeepsTheRestOfIt() throws IOException, InterruptedException {
        run(1);

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(TestTruth.lines(4));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("split").asText()).isEqualTo("held-out");
            assertThat(line.has("probability")).isTrue();
        });
        List<JsonNode> given = lines.stream()
                .filter(line -> line.path("probability").isNumber())
                .toList();
        assertThat(given).hasSizeGreaterThan(lines.size() / 2);
        assertThat(given).allSatisfy(line -> {
            assertThat(line.path("probability").asDouble()).isBetween(0.0, 1.0);
            assertThat(line.path("effectiveSampleSize").asInt()).isPositive();
        });
        assertThat(told.toString()).contains("effective sample size at least");
        assertThat(work.resolve("answers.ndjson.gz.parts")).doesNotExist();
    }

    @Test
    void undoesPseudonymAndShift() throws IOException, InterruptedException {
        run(1);

        JsonNode first = lines().getFirst();
        Person person = TestTruth.person(0).withKey(Chance.ofSeed(0).with("p0").state());
        var tally = new LifeTable.Tally();
        for (int i = 0; i < 4; i++) {
            tally.life(TestTruth.person(i), Oracle.hypotheses(FILES, GRID));
        }
        List<Question> questions = FILES.diseases().stream()
                .filter(disease -> !disease.isDecoy())
                .map(disease -> new Question(disease.id(), new Window(1095, 0)))
                .toList();
        double direct = Oracle.of(FILES, tally.table(), GRID, 1)
                .about(person)
                .answers(TestTruth.indexDay(person, 0), questions)
                .getFirst()
                .probability();
        assertThat(first.path("probability").asDouble()).isCloseTo(direct, within(1e-12));
    }

    @Test
    void givesTheSameBytesOnOneThreadAndOnTwo() throws IOException, InterruptedException {
        run(1);
        byte[] one = Files.readAllBytes(answers());
        run(2);

        assertThat(Files.readAllBytes(answers())).isEqualTo(one);
    }

    @Test
    void goesOnAfterAKillWithoutDoingFinishedPartsAgain() throws IOException, InterruptedException {
        run(1);
        byte[] whole = Files.readAllBytes(answers());
        Path index = work.resolve("index.ndjson.gz");
        Truth truth = Truth.open(work.resolve("truth"));
        FinishedParts earlier = FinishedParts.open(answers(), truth, index, GRID, 1);
        earlier.keep(truth.parts().getFirst(), List.of(new Results.Done(0, 0.125, 9)));

        run(1);

        assertThat(lines().getFirst().path("probability").asDouble()).isEqualTo(0.125);
        assertThat(told.toString()).contains("of them from an earlier run");
        run(1);
        assertThat(Files.readAllBytes(answers())).isEqualTo(whole);
    }

    @Test
    void doesNotGoOnWithWorkOnSomethingElse() throws IOException {
        Truth truth = Truth.open(work.resolve("truth"));
        var unused = FinishedParts.open(answers(), truth, work.resolve("index.ndjson.gz"), GRID, 2);

        assertThat(unused).isNotNull();
        assertRefused("unfinished work on another index");
    }

    @Test
    void refusesByFileLineAndFieldWhatItCannotAnswer() throws IOException {
        index("patient", "nobody");
        assertRefused("index.ndjson.gz line 1: patient: expected one of the crosswalk");
        index("outcome", "gout");
        assertRefused("index.ndjson.gz line 1: outcome: expected a planted disease, got gout");
        index("date", "1820-01-01");
        assertRefused("index.ndjson.gz line 1: date: expected a day of the person's life, got one before birth");
        index("date", "2190-01-01");
        assertRefused("got one after its end");
        index("horizonDays", "0");
        assertRefused("index.ndjson.gz line 1: horizonDays, gapDays: expected 0 <= gap < horizon");
    }

    @Test
    void leavesOutcomesUnansweredThatItIsToldToPassOver() throws IOException, InterruptedException {
        index("outcome", "gout");
        run(Set.of("gout"), 1);

        assertThat(lines().getFirst().path("probability").isNull()).isTrue();
    }

    @Test
    void refusesPeopleOfTheCrosswalkWhoAreNotInTheTruth() throws IOException {
        Files.delete(work.resolve("truth/persons-0001.ndjson.gz"));
        assertRefused("patient: expected people of --truth, got 2 who are not there");
    }

    @Test
    void refusesFilesThatWereCutOff() throws IOException {
        for (String name : List.of("truth/persons-0001.ndjson.gz", "index.ndjson.gz", "crosswalk.ndjson.gz")) {
            Path file = work.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            assertRefused(file.getFileName() + ": cut off or damaged after line");
            Files.write(file, whole);
        }
    }

    @Test
    void refusesTheTruthOfOtherPlantedFiles() throws IOException {
        Files.writeString(work.resolve("truth/planted.sha256"), "0123\n");
        assertRefused("planted.sha256: expected that of this program's planted files");
    }

    /** Changes the first line of the index. */
    private void index(String field, String value) throws IOException {
        TestTruth.write(work, FILES, 4);
        Path file = work.resolve("index.ndjson.gz");
        List<ObjectNode> lines = new ArrayList<>();
        PackedLines.read(file, ObjectNode.class, (line, number) -> lines.add(line));
        if (field.equals("horizonDays")) {
            lines.getFirst().put(field, Integer.parseInt(value));
        } else {
            lines.getFirst().put(field, value);
        }
        TestTruth.lines(file, lines);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> run(1)).isInstanceOf(OracleException.class).hasMessageContaining(message);
    }

    private void run(int threads) throws IOException, InterruptedException {
        run(Set.of(), threads);
    }

    private void run(Set<String> passedOver, int threads) throws IOException, InterruptedException {
        var progress = new OracleProgress(new PrintWriter(told, true));
        Crosswalk people = Crosswalk.read(work.resolve("crosswalk.ndjson.gz"));
        Truth truth = Truth.open(work);
        new OracleRun(truth, work.resolve("index.ndjson.gz"), answers(), GRID, 1, progress)
                .run(people, passedOver, threads);
    }

    private List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        PackedLines.read(answers(), JsonNode.class, (line, number) -> lines.add(line));
        return lines;
    }

    private Path answers() {
        return work.resolve("answers.ndjson.gz");
    }
}
