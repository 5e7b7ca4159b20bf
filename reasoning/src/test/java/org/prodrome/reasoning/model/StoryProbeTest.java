package org.prodrome.reasoning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.token.Tokenizer;
import org.prodrome.reasoning.token.Tokens;
import org.prodrome.reasoning.training.TestPackages;
import org.prodrome.reasoning.training.TestTimelines;

class StoryProbeTest {

    @TempDir
    static Path root;

    private static RiskModel model;

    @BeforeAll
    static void load() {
        TestPackages packages = new TestPackages(root);
        model = RiskModel.load(packages.trained(1, 80), packages.trusted());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void integratedGradientsAddUpToWhatTheStorySays() {
        ModelPackage files = model.files();
        try (Forward forward = new Forward(files.directory().resolve(ModelFiles.SAVED_MODEL), files.settings(), 1)) {
            Tokenizer tokenizer =
                    new Tokenizer(files.vocabulary(), files.settings().window());
            float[][] years = new float[3][files.settings().edges().size()];
            int from = 0;
            for (int k = 0; files.settings().edges().get(k) <= 365; k++) {
                years[0][k] = (files.settings().edges().get(k) - from) / 365.25f;
                from = files.settings().edges().get(k);
            }
            for (int seed = 0; seed < 5; seed++) {
                Tokens tokens = tokenizer.tokenize(TestTimelines.usual(40, seed));
                double added = Arrays.stream(forward.attributions(tokens, years).orElseThrow())
                        .sum();
                double whole = rawLogOdds(forward, tokens);
                double silent = rawLogOdds(forward, IntegratedGradients.silent(tokens));
                assertThat(Math.abs(whole - silent)).isGreaterThan(0.05);
                assertThat(added).isCloseTo(whole - silent, within(0.03 * Math.max(1, Math.abs(whole - silent))));
            }
        }
    }

    private static double rawLogOdds(Forward forward, Tokens tokens) {
        return CalibrationSample.logit(forward.risks(List.of(tokens)).getFirst()[0][3]);
    }

    @Test
    void integratedGradientsAndLeavingOutFindTheSameGroupAndAboutTheSameWeight() {
        for (int seed = 0; seed < 6; seed++) {
            StoryProbe probe = model.probe(TestTimelines.usual(40, seed));
            double[] gradients = probe.integratedGradients("planted").orElseThrow();
            double[] leftOut = probe.leftOut("planted");
            assertThat(gradients).hasSameSizeAs(leftOut).hasSameSizeAs(probe.groups());
            int lab = probe.groups().indexOf("lab");
            assertThat(gradients[lab]).isEqualTo(Arrays.stream(gradients).max().orElseThrow());
            assertThat(gradients[lab]).isCloseTo(leftOut[lab], withinPercentage(15));
        }
    }

    @Test
    void whatIsLeftOutAloneIsWhatLeavingOutSetsOfOneShows() {
        Timeline timeline = TestTimelines.usual(40);
        StoryProbe probe = model.probe(timeline);
        double[] leftOut = probe.leftOut("planted");
        List<List<Integer>> one =
                IntStream.range(0, leftOut.length).mapToObj(List::of).toList();
        double[] without = probe.logOddsWithout("planted", one);
        for (int g = 0; g < leftOut.length; g++) {
            assertThat(probe.logOdds("planted") - without[g]).isCloseTo(leftOut[g], within(1e-9));
        }
        assertThat(probe.logOddsWithout("planted", List.of(List.of()))[0])
                .isCloseTo(probe.logOdds("planted"), within(1e-5));
    }
}
