/**
 * Before stage 1: a seed in, a synthetic FHIR R4 Bulk Data export out. Runs Synthea, simulates person by person, and writes what a
 * hospital's export would hold; everything downstream treats it as one.
 */
@NullMarked
package org.prodrome.cohort;

import org.jspecify.annotations.NullMarked;
