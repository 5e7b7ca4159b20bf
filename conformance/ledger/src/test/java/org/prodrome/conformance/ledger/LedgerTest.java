package org.prodrome.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs: records in, table and exit status out. */
class LedgerTest {
    private static final String STATE_IS_SENT = "hl7.fhir.uv.smart-app-launch_2.2.0@3";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private int run(Predicate<String> tested, int proofs) throws IOException {
        record(RunRecords.REQUIREMENTS, rows().map(Row::id).filter(tested).map(id -> id + ",a.B#c,PASSED"));
        record(
                RunRecords.PROOFS,
                Register.all().stream()
                        .flatMap(register -> proven(register, proofs))
                        .map(row -> row.id() + ",check,SWITCH"));
        return Ledger.run(folder.resolve("out"), List.of(folder));
    }

    /** So many of the SMART client's rows, and all of each other register's. */
    private static Stream<Row> proven(Register register, int proofs) {
        return register.rows().stream()
                .filter(Row::binding)
                .filter(row -> row.status() == Row.Status.TESTED)
                .limit(register.equals(Register.smartClient()) ? proofs : Integer.MAX_VALUE);
    }

    private List<String> problems() throws IOException {
        return Files.readAllLines(folder.resolve("out/verdict.txt")).stream()
                .filter(line -> line.startsWith("ledger: "))
                .toList();
    }

    private static Stream<Row> rows() {
        return Register.all().stream()
                .flatMap(register -> register.rows().stream())
                .filter(row -> row.status() == Row.Status.TESTED);
    }

    private void record(Path file, Stream<String> lines) throws IOException {
        var place = folder.resolve(file);
        Files.createDirectories(place.getParent());
        Files.write(place, lines.toList());
    }

    @Test
    void acceptsARunThatShowsEveryRowAndFortyProofs() throws Exception {
        assertThat(run(id -> true, 40)).isZero();
        assertThat(problems()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("out/coverage.csv"))).hasSize(1 + 173 + 265 + 120 + 93);
        assertThat(folder.resolve("out/coverage.html")).content().contains("Nothing is missing", "SWITCH");
    }

    @Test
    void failsByOneLineForARowWithoutItsTestAndWritesTheTableAllTheSame() throws Exception {
        assertThat(run(id -> !id.equals(STATE_IS_SENT), 40)).isOne();
        assertThat(problems()).singleElement().asString().contains(STATE_IS_SENT, "SHALL");
        assertThat(folder.resolve("out/coverage.html")).content().contains("class=\"wrong\"");
    }

    @Test
    void failsWhereAProofIsShort() throws Exception {
        assertThat(run(id -> true, 39)).isOne();
        assertThat(problems()).singleElement().asString().contains("at least 40", "got 39");
    }

    @Test
    void failsWhereNothingRan() throws Exception {
        assertThat(run(id -> false, 0)).isOne();
        assertThat(problems()).hasSizeGreaterThan(100);
    }
}
