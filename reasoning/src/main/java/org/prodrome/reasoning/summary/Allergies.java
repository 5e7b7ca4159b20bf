package org.prodrome.reasoning.summary;

import java.util.List;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.Timeline;

/** Which entries of an allergy list say that there is none. */
final class Allergies {
    private Allergies() {}

    /** Active ones, as far as they were known. */
    static List<Allergy> active(PatientRecord record, Timeline timeline) {
        return record.events(Allergy.class)
                .filter(allergy -> allergy.active() && EventDays.isBy(allergy, timeline.asOf()))
                .toList();
    }

    static boolean isNone(Allergy allergy, SummaryFile file) {
        return file.noKnownAllergy().stream().anyMatch(code -> allergy.concept().has(code.system(), code.code()));
    }
}
