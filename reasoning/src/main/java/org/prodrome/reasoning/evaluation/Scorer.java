package org.prodrome.reasoning.evaluation;

import java.util.List;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.timeline.Timeline;

/** What is evaluated: an answer per timeline, in order. */
@FunctionalInterface
public interface Scorer {

    /** As many answers as timelines. */
    List<ModelAnswer> score(List<Timeline> timelines);
}
