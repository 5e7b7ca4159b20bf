/**
 * Before stage 1: planted truth. Declarative disease and panel files in, one person's hidden diseases and laboratory values out, as a
 * pure function of (seed, person): nothing here reads a clock, Synthea's random stream or a file after the start. Days are counted from
 * birth; years are days / 365.25.
 */
@NullMarked
package org.prodrome.cohort.planted;

import org.jspecify.annotations.NullMarked;
