package org.prodrome.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Makes a cohort part by part on several threads. A part that was finished before the process died is not made again; one that was
 * not is made anew, with the same bytes.
 */
final class CohortRun {
    private final CohortSettings settings;
    private final Path out;
    private final Path work;
    private final IntFunction<SyntheticChart> people;
    private final Progress progress;

    CohortRun(CohortSettings settings, Path out, IntFunction<SyntheticChart> people, Progress progress) {
        this.settings = settings;
        this.out = out;
        this.work = out.resolve(".work");
        this.people = people;
        this.progress = progress;
    }

    void run(int threads) throws IOException, InterruptedException {
        Files.createDirectories(work);
        claimDirectory();
        List<PartReport> parts = makeParts(threads);
        progress.phase("writing manifests");
        new ExportManifest(settings, out, work).write(parts);
        progress.done();
    }

    /** One directory, one cohort: a resumed run with other settings would mix two. */
    private void claimDirectory() throws IOException {
        Path claim = work.resolve("settings.json");
        if (Files.exists(claim)) {
            CohortSettings earlier = Json.read(claim, CohortSettings.class);
            if (!earlier.equals(settings)) {
                throw new CohortException("--out: holds an unfinished cohort of other settings (" + earlier.command()
                        + "); finish that one or choose an empty directory");
            }
        } else {
            Json.write(claim, settings);
        }
    }

    private List<PartReport> makeParts(int threads) throws IOException, InterruptedException {
        List<PartReport> reports = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<PartReport>> parts = new ArrayList<>();
            for (int part = 0; part < settings.parts(); part++) {
                int number = part;
                parts.add(pool.submit(() -> finishedOrMade(number)));
            }
            try {
                for (Future<PartReport> part : parts) {
                    reports.add(part.get());
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw failure(e);
            }
        }
        return reports;
    }

    private PartReport finishedOrMade(int part) throws IOException {
        Path report = work.resolve(String.format(Locale.ROOT, "part-%04d.json", part));
        if (Files.exists(report)) {
            PartReport earlier = Json.read(report, PartReport.class);
            progress.resumed(earlier.patients());
            return earlier;
        }
        PartReport made = make(part);
        Json.write(report, made);
        return made;
    }

    private PartReport make(int part) throws IOException {
        int first = part * settings.partSize();
        int end = Math.min(settings.patients(), first + settings.partSize());
        OutcomeTally tally = new OutcomeTally(settings);
        int deceased = 0;
        try (PartWriter writer = new PartWriter(part, work, out)) {
            for (int person = first; person < end; person++) {
                SyntheticChart chart = people.apply(person);
                writer.add(chart);
                tally.add(chart);
                deceased += chart.deceased() ? 1 : 0;
                progress.patient();
                if (Thread.currentThread().isInterrupted()) {
                    throw new CohortException("stopped: another part failed");
                }
            }
            return new PartReport(part, end - first, deceased, writer.finish(), tally.counts());
        }
    }

    private static CohortException failure(ExecutionException e) {
        return e.getCause() instanceof CohortException ours
                ? ours
                : new CohortException("a part could not be made: " + e.getCause(), e.getCause());
    }
}
