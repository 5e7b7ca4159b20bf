package org.prodrome.fhir.prefetch;

import org.prodrome.fhir.resources.Page;

/**
 * What stands under a prefetch key that is there. An absent key is none of these.
 *
 * <p>Clause: cds-hooks 2.0 "prefetch tokens and templates": null means the query found nothing (a read of a resource that
 * does not exist), an OperationOutcome means it failed.
 */
sealed interface Supplied {

    /** JSON null. */
    record Nothing() implements Supplied {}

    /** An OperationOutcome of severity error or fatal. */
    record Failed(String issues) implements Supplied {}

    /** Text that is no FHIR resource. */
    record Unreadable() implements Supplied {}

    /** A resource or a Bundle, which may be the first page of several. */
    record Found(Page page) implements Supplied {}
}
