/**
 * Part of stage 3 of 10: a FHIR Bulk Data export (NDJSON, gzip allowed) in, a stream of {@link
 * org.prodrome.fhir.record.PatientRecord}s out, in memory that does not grow with the number of patients.
 */
@NullMarked
package org.prodrome.fhir.bulk;

import org.jspecify.annotations.NullMarked;
