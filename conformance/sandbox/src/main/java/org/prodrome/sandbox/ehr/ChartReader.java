package org.prodrome.sandbox.ehr;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.ehr.ChartView.AllergyLine;
import org.prodrome.sandbox.ehr.ChartView.Line;
import org.prodrome.sandbox.ehr.ChartView.PatientRow;
import org.prodrome.sandbox.ehr.ChartView.ResultLine;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.fhir.PatientEntry;

/** Reads the chart of one patient from the store. Thread-safe. */
final class ChartReader {

    private static final int RESULTS_SHOWN = 40;
    private static final Comparator<@Nullable String> LATEST_FIRST =
            Comparator.nullsLast(Comparator.<String>reverseOrder());

    private final ClinicalStore store;
    private final InstantSource clock;

    ChartReader(ClinicalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    List<PatientRow> patients() {
        return store.patients().stream()
                .map(this::row)
                .sorted(Comparator.comparing(PatientRow::name))
                .toList();
    }

    ChartView chart(String patientId) {
        return new ChartView(
                patient(patientId),
                all(Condition.class, patientId).stream()
                        .filter(ChartReader::isProblem)
                        .map(ChartReader::problem)
                        .sorted(Comparator.comparing(Line::date, LATEST_FIRST))
                        .toList(),
                all(MedicationRequest.class, patientId).stream()
                        .filter(m -> m.getStatus() == MedicationRequest.MedicationRequestStatus.ACTIVE)
                        .map(ChartReader::medication)
                        .sorted(Comparator.comparing(Line::date, LATEST_FIRST))
                        .toList(),
                all(AllergyIntolerance.class, patientId).stream()
                        .map(ChartReader::allergy)
                        .toList(),
                results(patientId));
    }

    /** The patient, or a refusal when there is none by that id. */
    PatientRow patient(String patientId) {
        return store.patients().stream()
                .filter(entry -> entry.id().equals(patientId))
                .findFirst()
                .map(this::row)
                .orElseThrow(() -> Refusal.notFound("There is no patient with that id."));
    }

    /** The id of the encounter in progress, if there is one. */
    Optional<String> openEncounter(String patientId) {
        return all(Encounter.class, patientId).stream()
                .filter(e -> e.getStatus() == Encounter.EncounterStatus.INPROGRESS)
                .map(e -> e.getIdElement().getIdPart())
                .findFirst();
    }

    private <T extends Resource> List<T> all(Class<T> type, String patientId) {
        return store.chart(patientId, type.getSimpleName()).stream()
                .map(type::cast)
                .toList();
    }

    private List<ResultLine> results(String patientId) {
        return all(Observation.class, patientId).stream()
                .filter(o -> o.getCategory().stream()
                        .flatMap(c -> c.getCoding().stream())
                        .map(Coding::getCode)
                        .anyMatch(code -> "laboratory".equals(code) || "vital-signs".equals(code)))
                .filter(o -> o.hasValue() || o.hasComponent())
                .map(o -> new ResultLine(Words.of(o.getCode()), Words.value(o), flag(o), Words.day(o.getEffective())))
                .sorted(Comparator.comparing(ResultLine::date, LATEST_FIRST))
                .limit(RESULTS_SHOWN)
                .toList();
    }

    private PatientRow row(PatientEntry entry) {
        Patient patient = entry.patient();
        LocalDate born = patient.hasBirthDate()
                ? LocalDate.parse(
                        patient.getBirthDateElement().getValueAsString().length() == 10
                                ? patient.getBirthDateElement().getValueAsString()
                                : patient.getBirthDateElement()
                                                .getValueAsString()
                                                .substring(0, 4) + "-01-01")
                : null;
        String hint = entry.title().isBlank() ? String.join(", ", entry.cases()) : entry.title();
        return new PatientRow(
                entry.id(),
                Words.of(patient.getNameFirstRep()),
                born == null ? null : Period.between(born, today()).getYears(),
                born == null ? null : patient.getBirthDateElement().getValueAsString(),
                patient.hasGender() ? patient.getGender().toCode() : "unknown",
                hint);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static boolean isProblem(Condition condition) {
        return !condition.hasClinicalStatus()
                || hasCode(condition.getClinicalStatus(), "active", "recurrence", "relapse");
    }

    private static Line problem(Condition condition) {
        String status = condition.hasClinicalStatus()
                ? condition.getClinicalStatus().getCodingFirstRep().getCode()
                : "not given";
        String day = Words.day(condition.getOnset());
        return new Line(
                Words.of(condition.getCode()),
                null,
                day == null ? Words.day(condition.getRecordedDateElement()) : day,
                status);
    }

    private static Line medication(MedicationRequest request) {
        return new Line(
                OrderReader.text(request),
                OrderReader.detail(request),
                Words.day(request.getAuthoredOnElement()),
                request.getStatus().toCode());
    }

    private static AllergyLine allergy(AllergyIntolerance allergy) {
        String reactions = allergy.getReaction().stream()
                .flatMap(r -> r.getManifestation().stream())
                .map(Words::of)
                .distinct()
                .collect(Collectors.joining(", "));
        return new AllergyLine(
                Words.of(allergy.getCode()),
                reactions.isEmpty() ? null : reactions,
                allergy.hasCriticality() ? allergy.getCriticality().toCode() : null,
                Words.day(allergy.getRecordedDateElement()));
    }

    private static @Nullable String flag(Observation result) {
        for (CodeableConcept interpretation : result.getInterpretation()) {
            String code = interpretation.getCodingFirstRep().hasCode()
                    ? interpretation.getCodingFirstRep().getCode().toUpperCase(Locale.ROOT)
                    : "";
            if (code.startsWith("H") || code.startsWith("L")) {
                return code.startsWith("H") ? "high" : "low";
            }
            if (code.startsWith("A")) {
                return "abnormal";
            }
        }
        return flagByRange(result);
    }

    private static @Nullable String flagByRange(Observation result) {
        if (!(result.getValue() instanceof org.hl7.fhir.r4.model.Quantity value)
                || value.getValue() == null
                || !result.hasReferenceRange()) {
            return null;
        }
        var range = result.getReferenceRangeFirstRep();
        if (range.getHigh().getValue() != null
                && value.getValue().compareTo(range.getHigh().getValue()) > 0) {
            return "high";
        }
        boolean low = range.getLow().getValue() != null
                && value.getValue().compareTo(range.getLow().getValue()) < 0;
        return low ? "low" : null;
    }

    private static boolean hasCode(CodeableConcept concept, String... codes) {
        return concept.getCoding().stream().anyMatch(c -> List.of(codes).contains(c.getCode()));
    }
}
