package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Measurement.Category;
import org.prodrome.fhir.record.Value;

/** Observation to {@link Measurement}s: one for its value, one for each component. */
final class Observations {
    private Observations() {}

    static Mapped map(Observation observation) {
        ObservationStatus status = observation.getStatus();
        if (status == ObservationStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (status == ObservationStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        var parts = new ArrayList<ClinicalEvent>();
        if (observation.hasValue() || !isGroup(observation)) {
            parts.add(whole(observation));
        }
        for (ObservationComponentComponent component : observation.getComponent()) {
            parts.add(part(observation, component));
        }
        return new Mapped.Events(parts);
    }

    /** A panel that only groups: its members are observations, or components, of their own. */
    private static boolean isGroup(Observation observation) {
        return observation.hasComponent() || observation.hasHasMember();
    }

    private static Measurement whole(Observation observation) {
        return measurement(
                observation,
                observation.getCode(),
                observation.getValue(),
                observation.getDataAbsentReason(),
                observation.getReferenceRange(),
                observation.getInterpretation());
    }

    private static Measurement part(Observation observation, ObservationComponentComponent component) {
        return measurement(
                observation,
                component.getCode(),
                component.getValue(),
                component.getDataAbsentReason(),
                component.getReferenceRange(),
                component.getInterpretation());
    }

    private static Measurement measurement(
            Observation observation,
            CodeableConcept code,
            @Nullable Type value,
            CodeableConcept absent,
            List<Observation.ObservationReferenceRangeComponent> ranges,
            List<CodeableConcept> interpretation) {
        Value read = Values.of(value, absent);
        var limits = Limits.of(ranges, read);
        return new Measurement(
                Sources.of(observation),
                Concepts.of(code),
                time(observation),
                category(observation),
                read,
                limits.low(),
                limits.high(),
                interpretation.isEmpty()
                        ? null
                        : interpretation.getFirst().getCodingFirstRep().getCode(),
                isPreliminary(observation.getStatus()));
    }

    private static @Nullable EventTime time(Observation observation) {
        return Times.firstOf(Times.ofChoice(observation.getEffective()), Times.of(observation.getIssuedElement()));
    }

    private static boolean isPreliminary(@Nullable ObservationStatus status) {
        return status == ObservationStatus.REGISTERED || status == ObservationStatus.PRELIMINARY;
    }

    private static Category category(Observation observation) {
        for (CodeableConcept concept : observation.getCategory()) {
            for (var coding : concept.getCoding()) {
                Category category = category(coding.getCode());
                if (category != Category.OTHER) {
                    return category;
                }
            }
        }
        return Category.OTHER;
    }

    private static Category category(@Nullable String code) {
        return switch (code) {
            case "laboratory" -> Category.LABORATORY;
            case "vital-signs" -> Category.VITAL_SIGNS;
            case "social-history" -> Category.SOCIAL_HISTORY;
            case "survey" -> Category.SURVEY;
            case null, default -> Category.OTHER;
        };
    }
}
