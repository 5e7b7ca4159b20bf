package org.prodrome.fhir.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Exclusions;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/** Parsed resources to one {@link PatientRecord}. One use, one thread. The rules are told in {@code MAPPING.md}. */
public final class RecordMapping {
    private static final String UNSAID = "did not say whose they are and were refused";

    private final PatientId patient;
    private final Subject subject;
    private final Times times;
    private final Demographics demographics;
    private final EventMapping mapping;
    private final List<ClinicalEvent> events = new ArrayList<>();
    private final List<Resource> kept = new ArrayList<>();
    private final Shortfalls shortfalls = new Shortfalls();
    private final Map<Excluded, Integer> excluded = new EnumMap<>(Excluded.class);

    private RecordMapping(PatientId patient, List<Resource> resources, Ingredients ingredients, Instant readAt) {
        this.patient = patient;
        this.subject = Subject.among(resources, patient);
        this.times = Times.of(subject.person(), readAt);
        this.demographics = demographics();
        this.mapping = new EventMapping(resources, times, ingredients);
    }

    /**
     * Maps what was read.
     *
     * @param issuer FHIR base URL, or the name of the export
     * @param resources everything read for the patient, in any order, duplicates allowed
     * @param gaps what could not be read; those found in mapping are added
     * @param readAt when reading ended; the epoch where nobody knows, as in an export: then no time counts as ahead
     */
    public static PatientRecord map(
            String issuer, PatientId patient, ParsedResources resources, List<Gap> gaps, Instant readAt) {
        return map(MappingSettings.DEFAULT, issuer, patient, resources, gaps, readAt);
    }

    /** Maps what was read and may be released under these settings. */
    public static PatientRecord map(
            MappingSettings settings,
            String issuer,
            PatientId patient,
            ParsedResources resources,
            List<Gap> gaps,
            Instant readAt) {
        List<Resource> newest = Newest.of(resources.resources());
        Released released = Released.of(settings.release(), issuer, patient, newest, readAt);
        var mapping = new RecordMapping(patient, released.own(), settings.ingredients(), readAt);
        released.own().forEach(mapping::add);
        released.others().forEach(mapping::refuse);
        return mapping.record(issuer, released.with(gaps), readAt);
    }

    /** Whether a gap tells of resources that were refused: another patient's, or of nobody they name. */
    public static boolean isRefusal(Gap gap) {
        return gap.reason() == Gap.Reason.ANOTHER_PATIENT
                || gap.reason() == Gap.Reason.UNREADABLE && gap.detail().endsWith(UNSAID);
    }

    private Demographics demographics() {
        Patient person = subject.person();
        try {
            return person == null || ModifierExtensions.isOn(person)
                    ? Demographics.UNKNOWN
                    : Patients.map(person, times);
        } catch (RuntimeException e) {
            return Demographics.UNKNOWN; // the same happens when the resource itself is taken, and is told then
        } finally {
            times.takeImpossible();
        }
    }

    /** A resource that a mapper cannot take costs itself, told as a gap, and never the record. */
    private void add(Resource resource) {
        try {
            Sources.of(resource);
            take(resource, mapping.map(resource));
        } catch (RuntimeException e) {
            times.takeImpossible();
            shortfalls.unreadable(resource.fhirType(), "could not be understood");
        }
    }

    private void refuse(Resource resource) {
        String type = resource.fhirType();
        switch (subject.of(resource)) {
            case OURS -> throw new IllegalStateException("expected another patient's resource");
            case ANOTHERS ->
                shortfalls.add(
                        new Shortfall(type, Gap.Reason.ANOTHER_PATIENT, "were about another patient and were refused"));
            case UNSAID -> shortfalls.unreadable(type, UNSAID);
        }
    }

    private void take(Resource resource, Mapped mapped) {
        boolean hasImpossibleTimes = times.takeImpossible() > 0;
        switch (mapped) {
            case Mapped.Out out -> {
                excluded.merge(out.reason(), 1, Integer::sum);
                if (out.isKept()) {
                    kept.add(hasImpossibleTimes ? ImpossibleTimes.removed(resource, times) : resource);
                }
            }
            case Mapped.Unread unread -> shortfalls.add(unread.shortfall());
            case Mapped.Events found -> {
                events.addAll(found.events());
                found.shortfalls().forEach(shortfalls::add);
                kept.add(hasImpossibleTimes ? ImpossibleTimes.removed(resource, times) : resource);
                if (hasImpossibleTimes) {
                    shortfalls.add(ImpossibleTimes.shortfall(resource));
                }
            }
        }
    }

    private PatientRecord record(String issuer, List<Gap> gaps, Instant readAt) {
        var all = new ArrayList<>(shortfalls.with(gaps));
        if (subject.person() == null
                && gaps.stream().noneMatch(gap -> gap.part().equals("Patient"))) {
            all.add(new Gap("Patient", Gap.Reason.NOT_SUPPLIED, "the patient was not among what was read"));
        }
        return new PatientRecord(
                issuer,
                patient,
                demographics,
                events,
                all,
                ParsedResources.of(kept),
                kept.size(),
                readAt,
                new Exclusions(count(Excluded.ENTERED_IN_ERROR), count(Excluded.REFUTED), count(Excluded.NOT_DONE)));
    }

    private int count(Excluded reason) {
        return excluded.getOrDefault(reason, 0);
    }
}
