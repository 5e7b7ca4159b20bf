package org.prodrome.fhir.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Measurement.Category;
import org.prodrome.fhir.record.Value;

/** Observation to {@link Measurement}s: one for its value, one for each component; members speak for themselves. */
final class Observations {
    private static final Map<String, Category> CATEGORIES = Rows.of("observation-categories.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> Category.valueOf(row.get(1))));
    private static final Shortfall MEMBERS_MISSING = new Shortfall(
            "Observation.hasMember", Gap.Reason.NOT_SUPPLIED, "panels refer to members that did not come along");

    private final List<Resource> resources;
    private final Times times;
    private @Nullable Set<String> present;

    Observations(List<Resource> resources, Times times) {
        this.resources = resources;
        this.times = times;
    }

    Mapped map(Observation observation) {
        if (observation.getStatus() == ObservationStatus.CANCELLED) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        EventTime issued = times.of(observation.getIssuedElement());
        EventTime time = Times.firstOf(times.ofChoice(observation.getEffective()), issued);
        var parts = new ArrayList<ClinicalEvent>();
        if (observation.hasValue() || !isGroup(observation)) {
            parts.add(whole(observation, time, issued));
        }
        for (ObservationComponentComponent component : observation.getComponent()) {
            parts.add(part(observation, component, time, issued));
        }
        return new Mapped.Events(parts, lacksMembers(observation) ? List.of(MEMBERS_MISSING) : List.of());
    }

    /** A panel that only groups: its members are observations, or components, of their own. */
    private static boolean isGroup(Observation observation) {
        return observation.hasComponent() || observation.hasHasMember();
    }

    private boolean lacksMembers(Observation observation) {
        for (FhirReference member : Sources.each(observation.getHasMember())) {
            if (member.type().equals("Observation") && !present().contains(member.id())) {
                return true;
            }
        }
        return false;
    }

    /** The ids of all Observations; few records have panels that ask for them. */
    private Set<String> present() {
        Set<String> known = present;
        if (known == null) {
            known = resources.stream()
                    .filter(Observation.class::isInstance)
                    .map(resource -> String.valueOf(resource.getIdElement().getIdPart()))
                    .collect(Collectors.toUnmodifiableSet());
            present = known;
        }
        return known;
    }

    private static Measurement whole(Observation observation, @Nullable EventTime time, @Nullable EventTime issued) {
        return measurement(
                observation,
                time,
                issued,
                observation.getCode(),
                Values.of(observation.getValue(), observation.getDataAbsentReason()),
                observation.getReferenceRange(),
                observation.getInterpretation());
    }

    private static Measurement part(
            Observation observation,
            ObservationComponentComponent component,
            @Nullable EventTime time,
            @Nullable EventTime issued) {
        return measurement(
                observation,
                time,
                issued,
                component.getCode(),
                Values.of(component.getValue(), component.getDataAbsentReason()),
                component.getReferenceRange(),
                component.getInterpretation());
    }

    private static Measurement measurement(
            Observation observation,
            @Nullable EventTime time,
            @Nullable EventTime issued,
            CodeableConcept code,
            Value value,
            List<ObservationReferenceRangeComponent> ranges,
            List<CodeableConcept> interpretation) {
        var limits = Limits.of(ranges, value);
        List<String> interpretations = interpretations(interpretation);
        return new Measurement(
                Sources.of(observation),
                Concepts.of(code),
                time,
                category(observation),
                value,
                limits.low(),
                limits.high(),
                interpretations.isEmpty() ? null : interpretations.getFirst(),
                isPreliminary(observation.getStatus()),
                interpretations,
                limits.text(),
                issued);
    }

    private static boolean isPreliminary(@Nullable ObservationStatus status) {
        return status == ObservationStatus.REGISTERED || status == ObservationStatus.PRELIMINARY;
    }

    private static List<String> interpretations(List<CodeableConcept> interpretations) {
        var found = new ArrayList<String>();
        for (CodeableConcept interpretation : interpretations) {
            String code = Concepts.firstCode(interpretation);
            if (!code.isEmpty()) {
                found.add(code);
            } else if (interpretation.getText() != null) {
                found.add(interpretation.getText());
            }
        }
        return found;
    }

    private static Category category(Observation observation) {
        for (CodeableConcept concept : observation.getCategory()) {
            for (var coding : concept.getCoding()) {
                if (coding.getCode() != null && CATEGORIES.containsKey(coding.getCode())) {
                    return CATEGORIES.get(coding.getCode());
                }
            }
        }
        return Category.OTHER;
    }
}
