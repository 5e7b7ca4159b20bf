/**
 * Stage 3 of 10: launch context, prefetch or bulk export in, {@link org.prodrome.fhir.record.PatientRecord} out.
 *
 * <p>Plain records. No HAPI type appears here: what the CQL engine needs travels in the opaque {@link
 * org.prodrome.fhir.record.FhirResources}.
 */
@NullMarked
package org.prodrome.fhir.record;

import org.jspecify.annotations.NullMarked;
