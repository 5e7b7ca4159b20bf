package org.prodrome.reasoning.evaluation;

import java.util.List;
import java.util.Map;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelAnswer.Contribution;
import org.prodrome.reasoning.timeline.Timeline;

/** A model whose explanations are put to the test. */
public interface Explaining {

    /** As many answers as stories, without reasons. */
    List<ModelAnswer> answers(List<Timeline> stories);

    /** What moved each outcome's log-odds, by outcome id, strongest first. */
    Map<String, List<Contribution>> why(Timeline story);
}
