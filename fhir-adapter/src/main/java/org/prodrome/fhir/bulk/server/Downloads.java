package org.prodrome.fhir.bulk.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.bulk.server.ExportState.Finished;
import org.prodrome.fhir.bulk.server.Manifest.Entry;

/** Fetches the files of a manifest that are not there yet, several at once on virtual threads. */
record Downloads(JobHttp http, ExportLimits limits, Pause pause, ExportListener listener) {

    void fetch(Manifest manifest, StateFile state, Path directory) throws IOException, InterruptedException {
        List<Entry> missing = manifest.files().stream()
                .filter(file -> !inPlace(
                        directory.resolve(file.name()), state.state().finished().get(file.name())))
                .toList();
        int all = manifest.files().size();
        var finished = new AtomicInteger(all - missing.size());
        var bytes = new AtomicLong();
        var means = new FileDownload.Means(
                http, state, limits, pause, more -> listener.received(finished.get(), all, bytes.addAndGet(more)));
        try (ExecutorService threads = Executors.newFixedThreadPool(
                limits.downloads(), Thread.ofVirtual().factory())) {
            var pending = new ExecutorCompletionService<Boolean>(threads);
            for (Entry file : missing) {
                var download = new FileDownload(means, file, manifest.requiresAccessToken(), directory);
                pending.submit(() -> {
                    download.fetch();
                    listener.received(finished.incrementAndGet(), all, bytes.get());
                    return true;
                });
            }
            await(pending, missing.size(), threads);
        }
    }

    /** The first failure stops all: what they have is kept. */
    private static void await(ExecutorCompletionService<Boolean> pending, int count, ExecutorService threads)
            throws IOException, InterruptedException {
        boolean whole = false;
        try {
            for (int i = 0; i < count; i++) {
                pending.take().get();
            }
            whole = true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            if (e.getCause() instanceof FileDownload.FileGone gone) {
                throw gone;
            }
            throw new IOException("a download could not be written", e);
        } finally {
            if (!whole) {
                threads.shutdownNow();
            }
        }
    }

    private static boolean inPlace(Path file, @Nullable Finished known) {
        try {
            return known != null && Files.exists(file) && Files.size(file) == known.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
