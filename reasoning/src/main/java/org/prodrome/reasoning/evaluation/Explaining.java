package org.prodrome.reasoning.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;

/** A model whose explanations are put to the test. */
interface Explaining {

    /** As many answers as stories, without reasons. */
    List<ModelAnswer> answers(List<Timeline> stories);

    /** A story as the model reads it. */
    Probed probe(Timeline story);

    /** A story with its groups of events, one per concept. */
    interface Probed {

        /** The concept of each group, in the order of everything below. */
        List<String> groups();

        /** Log-odds of an outcome with all events. */
        double logOdds(String outcome);

        /** Log-odds with everything less those without each group. */
        double[] leftOut(String outcome);

        /** Log-odds without each of several sets of groups. */
        double[] logOddsWithout(String outcome, List<? extends Collection<Integer>> sets);

        /** What each group adds by another method; empty when the model has none. */
        Optional<double[]> integratedGradients(String outcome);
    }
}
