/**
 * After stage 1, beside the model: planted truth and a person's recorded values up to a day in, the best probability of a diagnosis that
 * anybody could give out (Bayes' rule over the same disease files that made the person). Inference is {@code PersonOracle} and what it
 * holds; files and commands are {@code OracleCommand} and what it holds. Times are days since birth, rates are per day.
 */
@NullMarked
package org.prodrome.cohort.oracle;

import org.jspecify.annotations.NullMarked;
