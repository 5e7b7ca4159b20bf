package org.prodrome.reasoning.serving;

import java.util.List;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.timeline.Timeline;

/** What can be put in service: loaded, warmed up, thread-safe. Fault tests put in what fails. */
interface Servable extends AutoCloseable {

    ModelVersion version();

    ModelAnswer answer(Timeline timeline, Depth depth);

    /** Without contributions, in the order of the timelines. */
    List<ModelAnswer> answers(List<Timeline> timelines);

    @Override
    void close();
}
