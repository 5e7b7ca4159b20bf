/**
 * The EHR's FHIR R4 server: an in-memory versioned store, its search, and scope enforcement in front of it (peer of
 * stages 3 and 10: record and write-back).
 */
@NullMarked
package org.prodrome.sandbox.fhir;

import org.jspecify.annotations.NullMarked;
