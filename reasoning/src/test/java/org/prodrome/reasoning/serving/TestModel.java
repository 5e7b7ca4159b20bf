package org.prodrome.reasoning.serving;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.prodrome.reasoning.model.Depth;
import org.prodrome.reasoning.model.ModelAnswer;
import org.prodrome.reasoning.model.ModelVersion;
import org.prodrome.reasoning.timeline.Timeline;

/** A servable that does as the test says: answers, waits to be let through, or fails. */
final class TestModel implements Servable {

    private final ModelVersion version;
    private final Runnable before;
    final AtomicInteger computed = new AtomicInteger();
    final AtomicInteger largestBatch = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger usedAfterClose = new AtomicInteger();

    private TestModel(String version, Runnable before) {
        this.version = new ModelVersion("test", version, "ab".repeat(32), true, "CPU");
        this.before = before;
    }

    static TestModel answering(String version) {
        return new TestModel(version, () -> {});
    }

    /** Answers one batch per permit. */
    static TestModel waitingFor(Semaphore permits) {
        return new TestModel("slow", permits::acquireUninterruptibly);
    }

    static TestModel failing(Throwable failure) {
        return new TestModel("broken", () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public ModelAnswer answer(Timeline timeline, Depth depth) {
        return answers(List.of(timeline)).getFirst();
    }

    @Override
    public List<ModelAnswer> answers(List<Timeline> timelines) {
        before.run();
        if (closed.get() > 0) {
            usedAfterClose.incrementAndGet();
        }
        computed.addAndGet(timelines.size());
        largestBatch.accumulateAndGet(timelines.size(), Math::max);
        return timelines.stream().map(timeline -> profile()).toList();
    }

    private ModelAnswer profile() {
        return TestProfiles.nothingToSay(version);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
