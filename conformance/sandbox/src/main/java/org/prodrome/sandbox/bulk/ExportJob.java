package org.prodrome.sandbox.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.fhir.ResourceLine;

/** One export, from its order to its files. Thread-safe. */
final class ExportJob {

    /** Where an export stands. */
    sealed interface State {
        /** Some charts are written. */
        record Running(int charts, int of) implements State {}

        record Done(Instant at, List<ExportFile> files) implements State {}

        record Failed(Instant at, String why) implements State {}
    }

    private final ExportOrder order;
    private final Path folder;
    private volatile State state;
    private volatile boolean cancelled;
    private int polls;
    private @Nullable Instant polled;

    ExportJob(ExportOrder order, Path folder) {
        this.order = order;
        this.folder = folder;
        this.state = new State.Running(0, order.patients().size());
    }

    ExportOrder order() {
        return order;
    }

    Path folder() {
        return folder;
    }

    void cancel() {
        cancelled = true;
    }

    void end(State last) {
        state = last;
    }

    /** Whether the files are past their time. */
    boolean expired(Instant now, Duration keptFor) {
        return switch (state) {
            case State.Running ignored -> false;
            case State.Done done -> now.isAfter(done.at().plus(keptFor));
            case State.Failed failed -> now.isAfter(failed.at().plus(keptFor));
        };
    }

    State state() {
        return state;
    }

    /** The state as a poll is told it. */
    synchronized State poll(Instant now, ExportSettings settings) {
        Instant before = polled;
        boolean unfinished = state instanceof State.Running || polls < settings.pollsAtLeast();
        if (!unfinished) {
            return state;
        }
        if (before != null
                && now.isBefore(before.plus(settings.pollEvery().multipliedBy(9).dividedBy(10)))) {
            throw ExportRefusal.tooSoon(seconds(settings.pollEvery()));
        }
        polled = now;
        polls++;
        int all = order.patients().size();
        return state instanceof State.Running running ? running : new State.Running(all, all);
    }

    static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    /** Writes the files; the charts one by one, then what belongs to none. */
    List<ExportFile> write(ClinicalStore store, int perFile) throws IOException {
        try (ExportFolder files = new ExportFolder(folder, perFile)) {
            int charts = 0;
            for (String patient : order.patients()) {
                try (Stream<Resource> chart = store.passing(patient, order.types())) {
                    addAll(chart::iterator, files);
                }
                state = new State.Running(++charts, order.patients().size());
                if (cancelled) {
                    return List.of();
                }
            }
            for (String type : order.types()) {
                addAll(store.ofNoChart(type), files);
            }
            addDeleted(store, files);
            for (String remark : order.remarks()) {
                files.add(ExportFile.Kind.ERROR, "OperationOutcome", ResourceLine.warning(remark));
            }
            return files.finish();
        }
    }

    private void addAll(Iterable<Resource> resources, ExportFolder files) throws IOException {
        for (Resource resource : resources) {
            if (order.wants(resource.getMeta().getLastUpdated().toInstant())) {
                files.add(ExportFile.Kind.OUTPUT, resource.fhirType(), ResourceLine.of(resource));
            }
        }
    }

    /** Only an export since a time tells of what was deleted since then. */
    private void addDeleted(ClinicalStore store, ExportFolder files) throws IOException {
        for (ClinicalStore.Deleted deleted : store.deleted()) {
            boolean wanted = order.since().isPresent()
                    && order.wants(deleted.at())
                    && order.types().contains(deleted.type());
            if (wanted) {
                files.add(ExportFile.Kind.DELETED, "Bundle", ResourceLine.deletion(deleted.type(), deleted.id()));
            }
        }
    }
}
