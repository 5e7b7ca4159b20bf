/**
 * Part of stage 3 of 10: what a CDS Hooks request brought along in, {@link org.prodrome.fhir.record.PatientRecord} and
 * {@link org.prodrome.fhir.record.DraftOrder}s out. Reads nothing from a server unless given access.
 */
@NullMarked
package org.prodrome.fhir.prefetch;

import org.jspecify.annotations.NullMarked;
