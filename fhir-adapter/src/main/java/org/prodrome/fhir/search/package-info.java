/**
 * Part of stage 3 of 10: a FHIR server and a patient in, {@link org.prodrome.fhir.record.PatientRecord} out, within a
 * budget of time. Searches run in parallel on virtual threads; whatever cannot be read becomes a gap.
 */
@NullMarked
package org.prodrome.fhir.search;

import org.jspecify.annotations.NullMarked;
