package org.prodrome.reasoning.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Measurement;
import org.prodrome.fhir.record.Value;
import org.prodrome.reasoning.timeline.AgeDays;
import org.prodrome.reasoning.timeline.NormalisedValue;
import org.prodrome.reasoning.timeline.Timeline;
import org.prodrome.reasoning.timeline.TimelineEntry;

/**
 * A made-up patient's story, so that tokens, calibration, verdicts and abstentions are checked with the network.
 *
 * @param what the story is for
 * @param ageDays on the as-of day
 * @param sex of the patient
 * @param events oldest first
 */
public record GoldenStory(String what, int ageDays, Demographics.Sex sex, List<Event> events) {

    private static final LocalDate BIRTH = LocalDate.of(1950, 1, 1);
    private static final String NOBODYS = "urn:prodrome:golden";

    public GoldenStory {
        events = List.copyOf(events);
    }

    /**
     * One event: a measurement where it has a number, else a diagnosis.
     *
     * @param concept a key of the vocabulary
     * @param unit of the number
     * @param system of the code that records an outcome; null for one that records none
     */
    public record Event(
            int ageDays,
            String concept,
            @Nullable Double number,
            @Nullable String unit,
            @Nullable String system,
            @Nullable String code) {}

    /** The story as stage 4 would tell it. */
    public Timeline timeline() {
        List<TimelineEntry> entries = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            entries.add(entry(events.get(i), i));
        }
        return new Timeline(BIRTH.plusDays(ageDays), BIRTH, sex, entries, 0, List.of());
    }

    private static TimelineEntry entry(Event event, int place) {
        EventTime time = time(BIRTH.plusDays(event.ageDays()));
        Double number = event.number();
        String unit = event.unit();
        AgeDays age = new AgeDays(event.ageDays());
        if (number == null || unit == null) {
            return new TimelineEntry(age, event.concept(), new NormalisedValue.None(), diagnosis(event, time, place));
        }
        NormalisedValue value = new NormalisedValue.Number(number, unit);
        return new TimelineEntry(age, event.concept(), value, measurement(event, time, place, number, unit));
    }

    private static EventTime time(LocalDate day) {
        return new EventTime(day, day.atStartOfDay(ZoneOffset.UTC).toInstant(), EventTime.Precision.DAY);
    }

    private static ClinicalEvent measurement(Event event, EventTime time, int place, double number, String unit) {
        return new Measurement(
                new FhirReference("Observation", "golden-" + place, null),
                concept(event),
                time,
                Measurement.Category.LABORATORY,
                new Value.Quantity(BigDecimal.valueOf(number), unit, null),
                null,
                null,
                null,
                false);
    }

    private static ClinicalEvent diagnosis(Event event, EventTime time, int place) {
        return new Diagnosis(
                new FhirReference("Condition", "golden-" + place, null),
                concept(event),
                time,
                time,
                null,
                Diagnosis.ClinicalStatus.ACTIVE,
                Diagnosis.Verification.CONFIRMED,
                Diagnosis.Category.PROBLEM_LIST);
    }

    private static CodedConcept concept(Event event) {
        String system = event.system();
        String code = event.code();
        return CodedConcept.of(
                new Coding(system == null ? NOBODYS : system, code == null ? event.concept() : code, event.concept()));
    }
}
