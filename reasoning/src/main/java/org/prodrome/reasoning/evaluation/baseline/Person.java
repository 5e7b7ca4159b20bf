package org.prodrome.reasoning.evaluation.baseline;

import org.prodrome.fhir.record.Demographics;

/**
 * What of a person never changes.
 *
 * @param patient hash of the pseudonym
 * @param race word for race or ethnicity
 * @param firstAge age in days at the first event
 */
public record Person(long patient, Demographics.Sex sex, String race, int firstAge) {}
