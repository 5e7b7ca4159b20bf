package org.prodrome.fhir.search;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for work whose failures are values: an exception in it is a defect and passes through. */
final class Futures {
    private Futures() {}

    static <T> T join(Future<T> pending) {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a record was read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a record failed in a way no gap describes", e.getCause());
        }
    }
}
