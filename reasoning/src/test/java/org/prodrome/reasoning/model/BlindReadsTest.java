package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.token.Tokenizer;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.training.TestPackages;
import org.prodrome.reasoning.training.TestTimelines;

/** Which groups are worth leaving out is found in one pass. */
class BlindReadsTest {

    @TempDir
    static Path root;

    private static RiskModel model;
    private static Forward forward;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void load() {
        TestPackages packages = new TestPackages(root);
        model = RiskModel.load(packages.trained(1, 200), packages.trusted());
        ModelPackage files = model.files();
        forward = new Forward(files.directory().resolve(ModelFiles.SAVED_MODEL), files.settings(), 1);
        tokenizer = new Tokenizer(files.vocabulary(), files.settings().window());
    }

    @AfterAll
    static void close() {
        forward.close();
        model.close();
    }

    @Test
    void blindForNothingIsTheAnswerItself() {
        EventGroup nothing = new EventGroup("nothing", Set.of(), Set.of());
        for (int seed = 0; seed < 5; seed++) {
            Tokens tokens = tokenizer.tokenize(TestTimelines.usual(40, seed));
            double whole = forward.risks(List.of(tokens)).getFirst()[0][3];
            List<Forward.Read> blind =
                    forward.blindReads(tokens, List.of(nothing, nothing)).orElseThrow();
            assertThat(blind)
                    .hasSize(2)
                    .allSatisfy(read -> assertThat(read.risks()[0][3]).isCloseTo(whole, within(1e-5)));
        }
    }

    @Test
    void anAnswerIsTheSameHoweverManyCoresShareIt() {
        List<Tokens> many = IntStream.range(0, 19)
                .mapToObj(seed -> tokenizer.tokenize(TestTimelines.usual(seed % 3 == 0 ? 90 : 20, seed)))
                .toList();
        try (Forward alone = interactive(Lanes.of(0));
                Forward shared = interactive(Lanes.of(3))) {
            List<Forward.Read> expected = alone.reads(many);
            List<Forward.Read> found = shared.reads(many);
            for (int i = 0; i < many.size(); i++) {
                assertThat(found.get(i).risks()).isDeepEqualTo(expected.get(i).risks());
                assertThat(found.get(i).state()).isEqualTo(expected.get(i).state());
            }
            assertThat(expected.getFirst().state())
                    .isNotEqualTo(expected.getLast().state());
        }
    }

    @Test
    void theLanesEndWithTheNetwork() {
        Lanes lanes = Lanes.of(1);
        interactive(lanes).close();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        lanes.run(50, part -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    private static Forward interactive(Lanes lanes) {
        ModelPackage files = model.files();
        return Forward.interactive(
                files.directory().resolve(ModelFiles.SAVED_MODEL), files.settings(), files.trees(), lanes);
    }

    @Test
    void theGroupThatMattersMostIsFoundAsLeavingItOutShows() {
        for (int seed = 0; seed < 6; seed++) {
            StoryProbe probe = model.probe(TestTimelines.usual(40, seed));
            double[] leftOut = probe.leftOut("planted");
            int lab = probe.groups().indexOf("lab");
            double blind = probe.blind("planted").orElseThrow()[lab];
            assertThat(blind).isGreaterThan(0.25 * leftOut[lab]);
        }
    }
}
