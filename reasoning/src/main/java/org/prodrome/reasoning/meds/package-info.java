/**
 * Beside training: de-identified records in, a dataset in the Medical Event Data Standard (MEDS 0.4, Parquet) out, from the same
 * timelines as training.
 */
@NullMarked
package org.prodrome.reasoning.meds;

import org.jspecify.annotations.NullMarked;
