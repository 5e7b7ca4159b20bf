package org.prodrome.sandbox.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.RecordDefect;
import org.prodrome.sandbox.fhir.ClinicalStore;

/** Every export that was asked for and is neither cancelled nor expired. Its files are in a temporary folder until then. */
final class ExportJobs implements AutoCloseable {

    private final ClinicalStore store;
    private final ExportSettings settings;
    private final Faults faults;
    private final InstantSource clock;
    private final Map<String, ExportJob> jobs = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("bulk-export").factory());

    ExportJobs(ClinicalStore store, ExportSettings settings, Faults faults, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.faults = faults;
        this.clock = clock;
    }

    ExportSettings settings() {
        return settings;
    }

    /** @return the job's id */
    String start(ExportOrder order) {
        String id = UUID.randomUUID().toString();
        ExportJob job = new ExportJob(order, folder());
        jobs.put(id, job);
        worker.execute(() -> job.end(run(job)));
        return id;
    }

    /** The job of this id, if this client asked for it and its files are there. */
    ExportJob find(String id, String clientId) {
        jobs.forEach((old, job) -> {
            if (job.expired(clock.instant(), settings.keptFor())) {
                forget(old);
            }
        });
        ExportJob job = jobs.get(id);
        if (job == null || !job.order().clientId().equals(clientId)) {
            throw ExportRefusal.unknown();
        }
        return job;
    }

    ExportJob.State poll(String id, String clientId) {
        return find(id, clientId).poll(clock.instant(), settings);
    }

    /** Ends the job, running or done, and removes its files. */
    void cancel(String id, String clientId) {
        find(id, clientId).cancel();
        forget(id);
    }

    @Override
    public void close() {
        jobs.values().forEach(ExportJob::cancel);
        worker.close();
        jobs.values().forEach(job -> ExportFolder.delete(job.folder()));
    }

    private ExportJob.State run(ExportJob job) {
        if (faults.has(RecordDefect.BULK_JOB_FAILS)) {
            return new ExportJob.State.Failed(clock.instant(), "export: switched to fail");
        }
        try {
            return new ExportJob.State.Done(clock.instant(), job.write(store, settings.resourcesPerFile()));
        } catch (IOException | RuntimeException e) {
            return new ExportJob.State.Failed(
                    clock.instant(),
                    "export: cannot be written, " + e.getClass().getSimpleName());
        }
    }

    private void forget(String id) {
        ExportJob job = jobs.remove(id);
        if (job != null) {
            worker.execute(() -> ExportFolder.delete(job.folder()));
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("sandbox-export-");
        } catch (IOException e) {
            throw new UncheckedIOException("export folder: cannot be made", e);
        }
    }
}
