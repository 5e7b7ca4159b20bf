package org.prodrome.fhir.deidentify;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.ExportFiles;
import org.prodrome.fhir.consent.ExportSieve;
import org.prodrome.fhir.record.FhirAdapterException;

/**
 * De-identifies an export, file by file, on all cores: one thread reads, the others work on blocks of lines, and blocks are
 * written in their order. Memory does not grow with the export, but for one number per patient.
 */
public final class Deidentification {
    private final BlockRun.Run run;
    private final ExecutorService executor;
    private final Findings findings;
    private final Crosswalk crosswalk;
    private final ProgressListener listener;
    private final long total;
    private long done;

    private Deidentification(
            BlockRun.Run run, Crosswalk crosswalk, ExecutorService executor, ProgressListener listener, long total) {
        this.run = run;
        this.crosswalk = crosswalk;
        this.executor = executor;
        this.listener = listener;
        this.total = total;
        this.findings = new Findings(run.rules().rules().size());
    }

    /**
     * Writes a de-identified copy of an export.
     *
     * @param in directory with NDJSON files, gzip allowed; other files in it are not copied
     * @param out directory, created when missing; must hold no NDJSON yet; gets files of the same names and the report
     * @throws FhirAdapterException.ExportUnusable where the export cannot be read or the output not written, or a crosswalk is
     *     asked for and the export is no synthetic cohort
     * @throws FhirAdapterException.DataFileUnusable where the rules or the key are unusable
     */
    public static DeidentificationReport run(Path in, Path out, Options options, ProgressListener listener) {
        ExportFiles files = ExportFiles.in(in);
        Crosswalk.check(options.crosswalk(), in, out);
        Rules rules = Rules.load(options.rules(), options.keepNotes());
        byte[] key = Keys.of(options.key());
        var pseudonyms = new Pseudonyms(key, rules.shiftRange());
        listener.progress("reading patients", 0, files.bytes());
        People people = People.read(files.of("Patient"), rules, options.reference(), pseudonyms);
        listener.progress("reading wishes and labels", 0, files.bytes());
        String name = String.valueOf(in.toAbsolutePath().normalize().getFileName());
        Withheld withheld = Withheld.in(files, new ExportSieve(options.release(), name));
        var run = new BlockRun.Run(rules, people, withheld, key, new ConcurrentHashMap<>());
        prepare(in, out); // before the crosswalk is made: it is never overwritten, so a refused run must not leave one
        try (ExecutorService executor =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                Crosswalk crosswalk = Crosswalk.open(options.crosswalk(), pseudonyms)) {
            var work = new Deidentification(run, crosswalk, executor, listener, files.bytes());
            work.all(files, out);
            var report = DeidentificationReport.of(options, rules, people, withheld, work.findings);
            report.write(out);
            return report;
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("export: expected to read it and to write its copy", e);
        }
    }

    private static void prepare(Path in, Path out) {
        try {
            Files.createDirectories(out);
            try (var existing = Files.list(out)) {
                if (Files.isSameFile(in, out)
                        || existing.anyMatch(file -> file.toString().contains(".ndjson"))) {
                    throw new FhirAdapterException.ExportUnusable(
                            "out: expected a directory of its own without NDJSON files", null);
                }
            }
        } catch (IOException e) {
            throw new FhirAdapterException.ExportUnusable("out: expected a directory that can be written", e);
        }
    }

    private void all(ExportFiles files, Path out) throws IOException {
        for (Map.Entry<String, List<Path>> type : files.byType().entrySet()) {
            int number = 0;
            for (Path file : type.getValue()) {
                one(type.getKey(), file, out.resolve(OutputNames.of(type.getKey(), ++number, file)));
                done += Files.size(file);
                listener.progress("de-identifying " + type.getKey(), done, total);
            }
        }
    }

    private void one(String type, Path from, Path to) throws IOException {
        boolean packed = ExportFiles.isPacked(from);
        Deque<Future<BlockRun.Done>> pending = new ArrayDeque<>();
        try (InputStream in = open(from);
                OutputStream out = Files.newOutputStream(to)) {
            Lines lines = new Lines(in);
            for (Lines.Block block = next(lines, from); block != null; block = next(lines, from)) {
                Lines.Block whole = block;
                pending.add(executor.submit(() -> new BlockRun(run, packed).apply(whole)));
                if (pending.size() > 2 * Runtime.getRuntime().availableProcessors()) {
                    write(type, from, pending.remove(), out);
                }
            }
            lines.tooLong().forEach(line -> findings.tooLong(from, line));
            while (!pending.isEmpty()) {
                write(type, from, pending.remove(), out);
            }
            if (packed) {
                new GZIPOutputStream(out).finish(); // a member of nothing, so that a file without lines is gzip too
            }
        }
    }

    /** A file that cannot even be begun to be unpacked has no lines. */
    private InputStream open(Path file) throws IOException {
        try {
            return ExportFiles.open(file);
        } catch (EOFException | ZipException e) {
            findings.cutOff(file, 0);
            return InputStream.nullInputStream();
        }
    }

    /** A packed file that was cut off or damaged is told with what could be read of it. */
    private Lines.@Nullable Block next(Lines lines, Path file) throws IOException {
        try {
            return lines.next();
        } catch (EOFException | ZipException e) {
            findings.cutOff(file, lines.lines());
            return null;
        }
    }

    private void write(String type, Path from, Future<BlockRun.Done> block, OutputStream out) throws IOException {
        try {
            BlockRun.Done finished = block.get();
            out.write(finished.bytes());
            crosswalk.add(finished.patients());
            findings.add(type, from, finished);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FhirAdapterException.ExportUnusable("de-identification was interrupted", e);
        } catch (ExecutionException e) {
            throw new FhirAdapterException.ExportUnusable(from.getFileName() + ": a block could not be worked on", e);
        }
    }
}
