package org.prodrome.reasoning.timeline;

import org.prodrome.fhir.record.ClinicalEvent;

/**
 * One coded, dated, unit-normalised fact.
 *
 * @param age the patient's age when it happened
 * @param concept Prodrome's concept key, for example {@code condition/type-2-diabetes} or {@code loinc|4548-4} as fallback
 * @param value its normalised value
 * @param event the fact itself, with its FHIR reference
 */
public record TimelineEntry(AgeDays age, String concept, NormalisedValue value, ClinicalEvent event) {}
