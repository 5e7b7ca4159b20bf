package org.prodrome.fhir.writeback;

import org.prodrome.fhir.record.FhirReference;

/** What became of taking a draft back. */
public sealed interface Retraction {

    /** It is marked as taken back in the EHR. */
    record Done(FhirReference resource) implements Retraction {}

    /** It stays as it is; in words, why and what the clinician can do. */
    record Impossible(String whatToDo) implements Retraction {}

    /** The EHR gave no answer to rely on; trying again is safe. */
    record Later(String reason) implements Retraction {}

    /** It was looked for by our identifier, and is not in the EHR: there is nothing to take back. */
    record NeverThere() implements Retraction {}

    /** It was looked for, and the answer leaves open whether it is in the EHR; asking again does not help. */
    record Untold(String why) implements Retraction {}
}
