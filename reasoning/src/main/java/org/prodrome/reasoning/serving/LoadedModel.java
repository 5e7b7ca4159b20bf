package org.prodrome.reasoning.serving;

import java.util.List;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.model.RiskModel;
import org.prodrome.reasoning.timeline.Timeline;

/** A model of a verified package. Loading it ran every bucket of the package, so nobody waits for a first run. */
record LoadedModel(RiskModel model) implements Servable {

    @Override
    public ModelVersion version() {
        return model.version();
    }

    @Override
    public ModelAnswer answer(Timeline timeline, Depth depth) {
        return model.answer(timeline, depth);
    }

    @Override
    public List<ModelAnswer> answers(List<Timeline> timelines) {
        return model.answers(timelines);
    }

    @Override
    public void close() {
        model.close();
    }
}
