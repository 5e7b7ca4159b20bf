package org.prodrome.reasoning.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prodrome.fhir.record.Allergy;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.Timeline;

/** Where the record contradicts itself. */
final class ConflictSentences {
    private final SummaryFile file;

    ConflictSentences(SummaryFile file) {
        this.file = file;
    }

    List<Sentence> of(PatientRecord record, Timeline timeline) {
        List<Sentence> conflicts = new ArrayList<>();
        List<MedicationOrder> active = TreatmentSentences.active(record, timeline);
        conflicts.addAll(allergyList(Allergies.active(record, timeline)));
        conflicts.addAll(ended(active, timeline));
        conflicts.addAll(doubled(active));
        return conflicts;
    }

    private List<Sentence> allergyList(List<Allergy> active) {
        List<Allergy> none = active.stream()
                .filter(allergy -> Allergies.isNone(allergy, file))
                .toList();
        return none.isEmpty() || none.size() == active.size()
                ? List.of()
                : List.of(conflict(
                        "the allergy list says both that there are allergies and that none is known",
                        active.stream().map(Allergy::source).toList()));
    }

    private static List<Sentence> ended(List<MedicationOrder> active, Timeline timeline) {
        List<Sentence> ended = new ArrayList<>();
        for (MedicationOrder order : active) {
            EventTime end = order.end();
            if (end != null && end.date().isBefore(timeline.asOf())) {
                ended.add(conflict(
                        order.concept().words() + " is listed as active though it was to stop on " + end.date(),
                        List.of(order.source())));
            }
        }
        return ended;
    }

    private static List<Sentence> doubled(List<MedicationOrder> active) {
        Map<String, List<FhirReference>> sources = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (MedicationOrder order : active) {
            for (Coding ingredient : order.ingredients()) {
                sources.computeIfAbsent(ingredient.token(), ignored -> new ArrayList<>())
                        .add(order.source());
                String display = ingredient.display();
                names.putIfAbsent(ingredient.token(), display == null ? ingredient.code() : display);
            }
        }
        return sources.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> conflict(
                        names.get(entry.getKey()) + " is in " + entry.getValue().size() + " current orders",
                        entry.getValue()))
                .toList();
    }

    private static Sentence conflict(String what, List<FhirReference> sources) {
        return new Sentence("Conflict: " + what + ".", sources, Sentence.Kind.CONFLICT);
    }
}
