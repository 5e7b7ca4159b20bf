package org.prodrome.reasoning.summary;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.MedicationOrder;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.reasoning.timeline.EventDays;
import org.prodrome.reasoning.timeline.Timeline;

/** What the patient is on. */
final class TreatmentSentences {
    private final SummaryFile file;

    TreatmentSentences(SummaryFile file) {
        this.file = file;
    }

    List<Sentence> of(PatientRecord record, Timeline timeline) {
        List<MedicationOrder> current = current(record, timeline);
        if (current.isEmpty()) {
            return record.lacks("MedicationRequest")
                    ? List.of()
                    : List.of(new Sentence(
                            "No current medication is on record.",
                            List.of(record.patient().reference()),
                            Sentence.Kind.TREATMENT));
        }
        List<MedicationOrder> shown =
                current.stream().limit(file.mostMedications()).toList();
        int more = current.size() - shown.size();
        String listed = shown.stream().map(TreatmentSentences::name).collect(Collectors.joining(", "));
        return List.of(new Sentence(
                "Current medications: " + listed + (more > 0 ? " and " + more + " more." : "."),
                shown.stream().map(MedicationOrder::source).toList(),
                Sentence.Kind.TREATMENT));
    }

    /** The ingredients where they are known, else the product. */
    private static String name(MedicationOrder order) {
        return order.ingredients().isEmpty()
                ? order.concept().words()
                : order.ingredients().stream().map(TreatmentSentences::words).collect(Collectors.joining(" with "));
    }

    private static String words(Coding ingredient) {
        String display = ingredient.display();
        return display == null ? ingredient.code() : display;
    }

    /** Newest first, each of the same ingredients once. */
    static List<MedicationOrder> current(PatientRecord record, Timeline timeline) {
        Map<String, MedicationOrder> byWords = new LinkedHashMap<>();
        active(record, timeline).forEach(order -> byWords.putIfAbsent(name(order), order));
        return List.copyOf(byWords.values());
    }

    static List<MedicationOrder> active(PatientRecord record, Timeline timeline) {
        return record.events(MedicationOrder.class)
                .filter(MedicationOrder::isActive)
                .filter(order -> EventDays.isBy(order, timeline.asOf()))
                .sorted(Comparator.comparing((MedicationOrder order) ->
                                EventDays.dated(order).orElse(java.time.LocalDate.MIN))
                        .reversed()
                        .thenComparing(order -> order.source().literal()))
                .toList();
    }
}
