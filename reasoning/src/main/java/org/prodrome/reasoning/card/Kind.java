package org.prodrome.reasoning.card;

import org.prodrome.fhir.writeback.DraftProposal;
import org.prodrome.reasoning.finding.Finding;

/** What sort of matter a card is about, in the order in which cards of one severity are read: what may harm now comes first. */
enum Kind {
    ORDER_SAFETY,
    /** An order, or a rule about orders, that could not be checked. */
    NOT_CHECKED,
    CONFLICT,
    OVERLOOKED_RESULT,
    RISK,
    /** A disease that the record shows and the problem list has not. */
    UNLISTED_PROBLEM,
    /** Screening and monitoring that is due. */
    CARE_GAP;

    static Kind of(Finding finding) {
        return switch (finding) {
            case Finding.OrderSafety ignored -> ORDER_SAFETY;
            case Finding.InsufficientData ignored -> NOT_CHECKED;
            case Finding.RecordConflict ignored -> CONFLICT;
            case Finding.OverlookedResult ignored -> OVERLOOKED_RESULT;
            case Finding.RiskAlert ignored -> RISK;
            case Finding.CareGap gap ->
                gap.proposals().stream().anyMatch(DraftProposal.Problem.class::isInstance)
                        ? UNLISTED_PROBLEM
                        : CARE_GAP;
        };
    }
}
