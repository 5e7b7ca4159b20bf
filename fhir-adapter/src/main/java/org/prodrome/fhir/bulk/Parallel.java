package org.prodrome.fhir.bulk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.prodrome.fhir.record.FhirAdapterException;

/** Works on patients with all cores, a bounded number at a time; the calling thread reads. */
final class Parallel {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int AHEAD = 2 * CORES + 2;

    private Parallel() {}

    /** Work and consumer both run on several threads. */
    static <T> void forEach(PatientSource source, Function<RawPatient, T> work, Consumer<T> consumer) {
        run(
                source,
                raw -> {
                    consumer.accept(work.apply(raw));
                    return true;
                },
                done -> {});
    }

    /** Work runs on several threads, the consumer on the calling one in the order of the source. */
    static <T> void inOrder(PatientSource source, Function<RawPatient, T> work, Consumer<T> consumer) {
        run(source, work, consumer);
    }

    private static <T> void run(PatientSource source, Function<RawPatient, T> work, Consumer<T> consumer) {
        Deque<Future<T>> pending = new ArrayDeque<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(CORES)) {
            while (source.hasNext()) {
                RawPatient raw = source.next();
                pending.add(executor.submit(() -> work.apply(raw)));
                if (pending.size() >= AHEAD) {
                    consumer.accept(result(pending.remove()));
                }
            }
            while (!pending.isEmpty()) {
                consumer.accept(result(pending.remove()));
            }
        }
    }

    static <T> T result(Future<T> pending) {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FhirAdapterException.ExportUnusable("reading an export was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new FhirAdapterException.ExportUnusable("a patient of the export could not be worked on", e);
        }
    }
}
