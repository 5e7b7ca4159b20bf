package org.prodrome.reasoning.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.model.StoryProbe;
import org.prodrome.reasoning.timeline.Timeline;

/** A loaded package whose explanations are put to the test. */
record ModelExplaining(RiskModel model) implements Explaining {

    @Override
    public List<ModelAnswer> answers(List<Timeline> stories) {
        return model.answers(stories);
    }

    @Override
    public Probed probe(Timeline story) {
        return new ProbedStory(model.probe(story));
    }

    /** A story as the package reads it. */
    private record ProbedStory(StoryProbe probe) implements Probed {

        @Override
        public List<String> groups() {
            return probe.groups();
        }

        @Override
        public double logOdds(String outcome) {
            return probe.logOdds(outcome);
        }

        @Override
        public double[] leftOut(String outcome) {
            return probe.leftOut(outcome);
        }

        @Override
        public double[] logOddsWithout(String outcome, List<? extends Collection<Integer>> sets) {
            return probe.logOddsWithout(outcome, sets);
        }

        @Override
        public Optional<double[]> integratedGradients(String outcome) {
            return probe.integratedGradients(outcome);
        }
    }
}
