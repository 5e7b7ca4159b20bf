package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.model.Forward;
import org.prodrome.reasoning.model.ModelFiles;
import org.prodrome.reasoning.model.ModelPackage;
import org.prodrome.reasoning.token.Tokens;

class ForwardTest {

    /** Of the test vocabulary. */
    private static final int ANALYTES = 1;

    @TempDir
    static Path root;

    private static Forward forward;

    @BeforeAll
    static void load() {
        TestPackages packages = new TestPackages(root);
        Path directory = packages.trained(1);
        ModelPackage files = ModelPackage.open(directory, packages.trusted());
        forward = new Forward(directory.resolve(ModelFiles.SAVED_MODEL), files.settings(), 1);
    }

    @AfterAll
    static void close() {
        forward.close();
    }

    @Test
    void onePassReadsEveryDayAsIfItWereAskedAlone() {
        Tokens tokens = TestSequences.patients(1, 9).getFirst().tokens();
        float last = (float) Math.floor(tokens.ages()[tokens.length() - 1]);
        float[] days = {last - 400, last - 30, last};
        List<Forward.Read> together = forward.reads(tokens, days);
        assertThat(together).hasSize(3);
        for (int i = 0; i < days.length; i++) {
            Forward.Read alone = forward.reads(tokens, new float[] {days[i]}).getFirst();
            for (int o = 0; o < alone.risks().length; o++) {
                assertThat(together.get(i).risks()[o]).containsExactly(alone.risks()[o], within(1e-6));
            }
            assertThat(together.get(i).state()).containsExactly(alone.state(), within(1e-4f));
        }
        assertThat(together.getFirst().state()).isNotEqualTo(together.getLast().state());
    }

    @Test
    void stateHasThreeMeansPerAnalyteBesideTheNetworksOwnAndDiffersBetweenPatients() {
        List<Forward.Read> reads = forward.reads(TestSequences.patients(2, 9).stream()
                .map(PatientSequence::tokens)
                .toList());
        assertThat(reads).allSatisfy(read -> assertThat(read.state()).hasSize(16 + 3 * ANALYTES));
        assertThat(reads.getFirst().state()).isNotEqualTo(reads.getLast().state());
    }
}
