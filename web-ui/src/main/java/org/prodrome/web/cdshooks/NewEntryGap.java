package org.prodrome.web.cdshooks;

import java.util.List;
import java.util.Optional;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.web.cdshooks.CdsResponse.CdsCard;
import org.prodrome.web.cdshooks.CdsResponse.Source;

/** What a new allergy or problem could not be compared with: said on a card, since no card would look like "no conflict". */
final class NewEntryGap {
    private NewEntryGap() {}

    /** One where the current medications were not read, or not all of them; it is not to be decided about and has no uuid. */
    static Optional<CdsCard> of(CdsServiceKind service, PatientRecord record) {
        if (!service.isForNewEntries() || !record.lacks("MedicationRequest")) {
            return Optional.empty();
        }
        String entry = service == CdsServiceKind.ALLERGY_CREATE ? "allergy" : "problem";
        return Optional.of(new CdsCard(
                "",
                "The new " + entry + " was not compared with all current medications: they could not be read",
                "Compare it with the medication list by hand. Nothing was found only where nothing could be looked at.",
                "info",
                new Source("Prodrome", null, null),
                List.of(),
                null,
                List.of(),
                List.of()));
    }
}
