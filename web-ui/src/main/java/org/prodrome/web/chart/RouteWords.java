package org.prodrome.web.chart;

import org.prodrome.fhir.writeback.PlannedDraft;
import org.prodrome.fhir.writeback.Route;

/** By which way a draft would reach the EHR, for a clinician. Pure. */
final class RouteWords {
    private RouteWords() {}

    static String of(PlannedDraft planned) {
        return switch (planned.route()) {
            case Route.Resource resource
            when resource.certain() ->
                "Accepting writes it into the EHR as a draft in your name. It is not signed and not carried out.";
            case Route.Resource ignored ->
                "The EHR cannot be asked just now. Accepting keeps the draft; it is written, in your name and unsigned, as soon"
                        + " as the EHR takes it.";
            case Route.Note note ->
                "Not as an order: " + note.because()
                        + ". Accepting writes a note with these words into the chart, in your"
                        + " name. Please enter the order in the EHR yourself.";
            case Route.HandOff handOff ->
                "Nothing is written: " + handOff.because()
                        + ". Accepting records your decision; please enter it in the EHR yourself. The words below can be copied.";
        };
    }

    static String kind(PlannedDraft planned) {
        return switch (planned.draft().type()) {
            case "ServiceRequest" -> "A draft order";
            case "MedicationRequest" -> "A draft prescription";
            case "Condition" -> "A provisional problem list entry";
            case "DocumentReference" -> "A note in the chart";
            default -> "A draft " + planned.draft().type();
        };
    }
}
