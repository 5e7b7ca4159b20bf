package org.prodrome.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CohortMainTest {
    private final StringWriter err = new StringWriter();

    @Test
    void rejectsAnUnknownOption() {
        assertThat(run("--patients", "1", "--sead", "3")).isNotZero();
        assertThat(err.toString()).contains("--sead").hasLineCount(1);
    }

    @Test
    void namesTheMissingOption() {
        assertThat(run("--patients", "1")).isNotZero();
        assertThat(err.toString()).contains("--seed").hasLineCount(1);
    }

    @Test
    void namesTheOptionThatIsOutOfRange() {
        assertThat(run("--patients", "0", "--seed", "1", "--out", "x")).isNotZero();
        assertThat(err.toString()).contains("--patients").contains("got 0").hasLineCount(1);
    }

    @Test
    void doesNotWriteOverAFinishedCohort(@TempDir Path out) throws Exception {
        Files.writeString(out.resolve("cohort.json"), "{}");

        assertThat(run("--patients", "1", "--seed", "1", "--out", out.toString()))
                .isNotZero();
        assertThat(err.toString()).contains("--out").hasLineCount(1);
    }

    @Test
    void explainsItself() {
        assertThat(CohortMain.line(new PrintWriter(err)).getUsageMessage())
                .contains("--reference-date", "--min-age", "--threads", "sandbox-patients");
    }

    private int run(String... args) {
        return CohortMain.line(new PrintWriter(err, true)).execute(args);
    }
}
