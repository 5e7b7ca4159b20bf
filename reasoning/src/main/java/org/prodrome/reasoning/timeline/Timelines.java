package org.prodrome.reasoning.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Diagnosis;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;

/**
 * Stage 4: makes the timeline of a record. Pure, immutable and thread-safe once loaded.
 *
 * <p>An event is on the timeline from the day it was <em>known</em>: a diagnosis with an earlier onset counts from its
 * recorded date, a result from when it was issued and a year from its last day, so that
 * nothing is foreseen; {@link EventDays} says what a source cannot tell. The order of the source never matters. What says the same (concept and value) on the same day is one entry.
 */
public final class Timelines {

    /** The part of a gap that says that there is no date of birth, so that no age can be computed. */
    static final String NO_BIRTH_DATE = "Patient.birthDate";

    private static final Comparator<TimelineEntry> ORDER = Comparator.comparing(TimelineEntry::age)
            .thenComparing(TimelineEntry::concept)
            .thenComparing(entry -> instant(entry.event()))
            .thenComparing(entry -> entry.event().source().literal())
            .thenComparing(entry -> entry.value().toString());

    private final ConceptMap concepts;
    private final EventCoding coding;
    private final UnitTable units;

    private Timelines(ConceptMap concepts, UnitTable units) {
        this.concepts = concepts;
        this.units = units;
        this.coding = new EventCoding(concepts, units);
    }

    /** Loads and checks the concept map and the unit table. */
    public static Timelines load() {
        return new Timelines(ConceptMap.load(), UnitTable.load());
    }

    /** The record up to the end of a day. */
    public Timeline build(PatientRecord record, LocalDate asOf) {
        LocalDate birth = record.demographics().birthDate();
        List<Gap> gaps = new ArrayList<>(record.gaps());
        if (birth == null) {
            gaps.add(new Gap(NO_BIRTH_DATE, Gap.Reason.NOT_SUPPLIED, "No date of birth: ages can't be computed."));
            int events = record.events().size();
            return new Timeline(asOf, asOf, record.demographics().sex(), List.of(), events, gaps);
        }
        List<TimelineEntry> entries = new ArrayList<>();
        List<Timeline.Undated> diagnoses = new ArrayList<>();
        int undated = 0;
        for (ClinicalEvent event : record.events()) {
            Optional<LocalDate> known = EventDays.known(event, record.readAt());
            if (known.isEmpty()) {
                undated++;
                addUndated(event, diagnoses);
            } else if (!known.get().isAfter(asOf)) {
                addEntries(event, AgeDays.between(birth, known.get()), entries);
            }
        }
        List<TimelineEntry> story = collapsed(entries);
        unusable(story).ifPresent(gaps::add);
        return new Timeline(asOf, birth, record.demographics().sex(), story, undated, gaps, diagnoses);
    }

    /** The record up to the end of several days, coded once: what {@link #build} makes of each day. */
    public List<Timeline> buildAll(PatientRecord record, List<LocalDate> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        Timeline all = build(record, Collections.max(days));
        return all.ageKnown()
                ? days.stream().map(day -> cut(all, record.gaps(), day)).toList()
                : days.stream().map(day -> build(record, day)).toList();
    }

    private static Timeline cut(Timeline all, List<Gap> ofRecord, LocalDate asOf) {
        AgeDays age = AgeDays.between(all.birthDate(), asOf);
        int to = 0;
        while (to < all.entries().size() && all.entries().get(to).age().compareTo(age) <= 0) {
            to++;
        }
        List<TimelineEntry> story = all.entries().subList(0, to);
        List<Gap> gaps = new ArrayList<>(ofRecord);
        unusable(story).ifPresent(gaps::add);
        return new Timeline(asOf, all.birthDate(), all.sex(), story, all.undated(), gaps, all.undatedDiagnoses());
    }

    private void addEntries(ClinicalEvent event, AgeDays age, List<TimelineEntry> entries) {
        for (EventCoding.Coded coded : coding.code(event)) {
            entries.add(new TimelineEntry(age, coded.concept(), coded.value(), event));
        }
    }

    private void addUndated(ClinicalEvent event, List<Timeline.Undated> diagnoses) {
        if (event instanceof Diagnosis diagnosis) {
            coding.code(event).forEach(coded -> diagnoses.add(new Timeline.Undated(coded.concept(), diagnosis)));
        }
    }

    /** Whether an event happened to the patient: observation neither begins nor ends with what was only planned or arranged. */
    public static boolean happened(ClinicalEvent event) {
        return EventCoding.happened(event);
    }

    private static List<TimelineEntry> collapsed(List<TimelineEntry> entries) {
        record Same(AgeDays age, String concept, NormalisedValue value) {}
        Map<Same, TimelineEntry> first = new LinkedHashMap<>();
        entries.stream().sorted(ORDER).forEach(e -> first.putIfAbsent(new Same(e.age(), e.concept(), e.value()), e));
        return List.copyOf(first.values());
    }

    private static Optional<Gap> unusable(List<TimelineEntry> entries) {
        Map<String, Long> reasons = entries.stream()
                .map(TimelineEntry::value)
                .filter(NormalisedValue.Unusable.class::isInstance)
                .map(value -> ((NormalisedValue.Unusable) value).reason())
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        long count = reasons.values().stream().mapToLong(Long::longValue).sum();
        return count == 0
                ? Optional.empty()
                : Optional.of(new Gap(
                        "Observation.value",
                        Gap.Reason.UNREADABLE,
                        count + " values could not be used: "
                                + reasons.entrySet().stream()
                                        .map(reason -> reason.getValue() + " " + reason.getKey())
                                        .collect(Collectors.joining("; "))
                                + "."));
    }

    private static Instant instant(ClinicalEvent event) {
        EventTime time = event.time();
        return time == null ? Instant.MIN : time.instant();
    }

    /** The key of a diagnosis with this code. */
    public Optional<String> diagnosis(Coding code) {
        return concepts.key(ConceptMap.Space.CONDITION, List.of(code));
    }

    /** Our own keys of diagnoses whose code begins with this one. */
    public Stream<String> diagnosesBelow(Coding code) {
        return concepts.below(ConceptMap.Space.CONDITION, code);
    }

    /** Words for a concept key: ours, else the key itself; prefixes and answers are put in words too. */
    public String words(String concept) {
        int answer = concept.indexOf('=');
        if (answer > 0) {
            return words(concept.substring(0, answer)) + ": " + words(concept.substring(answer + 1));
        }
        String prefix = prefix(concept);
        return prefix.isEmpty()
                ? concepts.words(concept).orElse(concept)
                : prefix.replace('-', ' ') + ": " + words(about(concept));
    }

    /** A concept without what is said of it: {@code suspected:condition/asthma} is about {@code condition/asthma}. */
    public static String about(String concept) {
        String prefix = prefix(concept);
        return prefix.isEmpty() ? concept : concept.substring(prefix.length() + 1);
    }

    /** What is said of a concept, without its colon; empty where it is the patient's own. A colon after the bar belongs to a code. */
    private static String prefix(String concept) {
        int colon = concept.indexOf(':');
        int bar = concept.indexOf('|');
        return colon < 0 || (bar >= 0 && bar < colon) ? "" : concept.substring(0, colon);
    }

    /**
     * Ontology parents of a concept key, nearest first; empty at the top.
     *
     * <p>What is not the patient's own, or is not so, or has not happened has parents of its own kind: above a mother's diabetes
     * stands {@code family:group/diabetes}, never the patient's.
     */
    public List<String> parents(String concept) {
        int equals = concept.indexOf('=');
        if (equals > 0) {
            return List.of(concept.substring(0, equals));
        }
        String prefix = prefix(concept);
        if (prefix.isEmpty()) {
            return concepts.parents(concept);
        }
        return EventCoding.OWN.contains(prefix)
                ? List.of(about(concept))
                : concepts.parents(about(concept)).stream()
                        .map(parent -> prefix + ":" + parent)
                        .toList();
    }

    /** The canonical unit (UCUM) of an analyte, if the unit table has it. */
    public Optional<String> unit(String concept) {
        return units.unit(concept);
    }
}
