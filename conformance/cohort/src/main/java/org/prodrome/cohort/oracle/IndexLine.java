package org.prodrome.cohort.oracle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;

/**
 * What is asked by a line of the index file that {@code evaluate} writes; its other fields are kept as they are.
 *
 * @param patient pseudonym
 * @param date shifted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record IndexLine(String patient, LocalDate date, String outcome, int horizonDays, int gapDays) {}
