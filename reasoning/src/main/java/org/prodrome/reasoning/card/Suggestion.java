package org.prodrome.reasoning.card;

import org.prodrome.fhir.writeback.DraftProposal;

/**
 * Something the clinician may accept.
 *
 * @param key stable within the matter; with it, a decision names what was accepted
 * @param label words on the button, for example {@code Order FIT}
 * @param proposal what accepting drafts
 * @param recommended whether it is the one to choose among several
 */
public record Suggestion(String key, String label, DraftProposal proposal, boolean recommended) {}
