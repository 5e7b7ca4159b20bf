package org.prodrome.fhir.deidentify;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the dates of one patient's resources are changed by.
 *
 * @param shiftDays added to every date
 * @param floor for people past the pooled age: nothing earlier than this (after the shift) is told, and it stands for their
 *     birth; else null
 */
record Person(int shiftDays, @Nullable LocalDate floor) {}
