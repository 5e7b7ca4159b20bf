package org.prodrome.reasoning.finding;

import java.time.LocalDate;

/**
 * Which rule spoke.
 *
 * @param id stable id, for example {@code metformin-egfr}
 * @param version of the rule
 * @param title words for a person
 * @param citation what it rests on, with link
 * @param citationUrl link to the source
 * @param owner who answers for it
 * @param reviewBy it warns its owner after this day, then stops
 * @param hash SHA-256 over its CQL, plan definition and value sets, hex
 */
public record RuleVersion(
        String id,
        String version,
        String title,
        String citation,
        String citationUrl,
        String owner,
        LocalDate reviewBy,
        String hash) {}
