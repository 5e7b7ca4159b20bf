package org.prodrome.fhir.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Exclusions;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/** Parsed resources to one {@link PatientRecord}. One use, one thread. */
public final class RecordMapping {
    private final PatientId patient;
    private final Medications medications;
    private final @Nullable Patient person;
    private final Demographics demographics;
    private final List<ClinicalEvent> events = new ArrayList<>();
    private final List<Resource> kept = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> strangers = new TreeMap<>();
    private final Map<String, Integer> unreadable = new TreeMap<>();
    private int productsMissing;
    private final int[] excluded = new int[Excluded.values().length];

    private RecordMapping(PatientId patient, List<Resource> resources) {
        this.patient = patient;
        this.medications = Medications.among(resources);
        this.person = find(patient, resources);
        this.demographics = demographics();
    }

    /**
     * Maps what was read.
     *
     * @param issuer FHIR base URL, or the name of the export
     * @param resources everything read for the patient, in any order, duplicates allowed
     * @param gaps what could not be read; those found in mapping are added
     * @param readAt when reading ended
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
        Released released = Released.of(settings.release(), issuer, patient, resources.resources(), readAt);
        var mapping = new RecordMapping(patient, released.resources());
        released.resources().forEach(mapping::add);
        return mapping.record(issuer, released.with(gaps), readAt);
    }

    private static @Nullable Patient find(PatientId patient, List<Resource> resources) {
        for (Resource resource : resources) {
            if (resource instanceof Patient found && Subject.isOf(found, patient)) {
                return found;
            }
        }
        return null;
    }

    private Demographics demographics() {
        try {
            return person == null ? Demographics.UNKNOWN : Patients.map(person);
        } catch (RuntimeException e) {
            unreadable.merge("Patient", 1, Integer::sum);
            return Demographics.UNKNOWN;
        }
    }

    private void add(Resource resource) {
        String type = resource.fhirType();
        try {
            if (!seen.add(Sources.of(resource).literal())) {
                return;
            }
            if (!Subject.isOf(resource, patient)) {
                strangers.merge(type, 1, Integer::sum);
                return;
            }
            take(resource, map(resource));
        } catch (RuntimeException e) {
            // whatever one resource provokes costs that resource, and the gap says so
            unreadable.merge(type, 1, Integer::sum);
        }
    }

    private void take(Resource resource, Mapped mapped) {
        switch (mapped) {
            case Mapped.Events found -> {
                productsMissing += medications.lacksProduct(resource) ? 1 : 0;
                events.addAll(found.events());
                kept.add(resource);
            }
            case Mapped.Out out -> excluded[out.reason().ordinal()]++;
        }
    }

    private Mapped map(Resource resource) {
        return switch (resource) {
            case Observation observation -> Observations.map(observation);
            case Condition condition -> Conditions.map(condition, demographics.birthDate());
            case MedicationRequest request -> medications.map(request);
            case MedicationStatement statement -> medications.map(statement);
            case AllergyIntolerance allergy -> Allergies.map(allergy);
            case Procedure procedure -> Procedures.map(procedure);
            case Encounter encounter -> Encounters.map(encounter);
            case Immunization immunization -> Immunizations.map(immunization);
            case DiagnosticReport report -> Reports.map(report);
            case DocumentReference document -> Documents.map(document);
            case FamilyMemberHistory history -> FamilyHistories.map(history);
            default -> Mapped.nothing();
        };
    }

    private PatientRecord record(String issuer, List<Gap> gaps, Instant readAt) {
        var all = new ArrayList<>(gaps);
        strangers.forEach((type, count) -> all.add(gap(type, count + " were about another patient and were refused")));
        unreadable.forEach((type, count) -> all.add(gap(type, count + " could not be understood")));
        if (productsMissing > 0) {
            all.add(new Gap(
                    "Medication",
                    Gap.Reason.NOT_SUPPLIED,
                    productsMissing
                            + " orders refer to a Medication that did not come along: their ingredients are unknown"));
        }
        if (person == null && gaps.stream().noneMatch(gap -> gap.part().equals("Patient"))) {
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
                new Exclusions(
                        excluded[Excluded.ENTERED_IN_ERROR.ordinal()],
                        excluded[Excluded.REFUTED.ordinal()],
                        excluded[Excluded.NOT_DONE.ordinal()]));
    }

    private static Gap gap(String type, String detail) {
        return new Gap(type, Gap.Reason.UNREADABLE, detail);
    }
}
