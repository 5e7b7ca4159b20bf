package org.prodrome.web.decision;

/**
 * Why a clinician sets a card aside.
 *
 * @param code stable code of our own code system
 * @param display words for a person
 */
public record OverrideReason(String code, String display) {
    public static final String SYSTEM = "https://prodrome.org/fhir/CodeSystem/override-reason";
}
