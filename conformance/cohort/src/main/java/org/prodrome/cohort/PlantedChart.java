package org.prodrome.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.mitre.synthea.export.FhirR4;
import org.mitre.synthea.modules.DeathModule;
import org.mitre.synthea.world.agents.Person;
import org.mitre.synthea.world.concepts.HealthRecord.Encounter;
import org.mitre.synthea.world.concepts.VitalSign;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.Episode;
import org.prodrome.cohort.planted.LabValues;
import org.prodrome.cohort.planted.Plan;
import org.prodrome.cohort.planted.PlantedFiles;

/** One simulated person's chart and truth: Synthea's record of the observed years, with the plan written into it. */
final class PlantedChart {
    private final PlantedFiles files;
    private final Plan plan;
    private final LifeClock clock;
    private final Person person;
    private final long from;
    private final long end;
    private final PlantedVisits planted;
    private final Set<String> owned;
    private final String patientId;
    private final Staff staff = new Staff();
    private final TreeSet<Integer> wellnessDays = new TreeSet<>();
    private final List<Timed> timed = new ArrayList<>();
    private final Map<String, Long> firstOnset = new HashMap<>();

    /** @param end death or the reference date, milliseconds since 1970; so {@code from}, where the observed years begin */
    PlantedChart(PlantedFiles files, LabValues values, Plan plan, LifeClock clock, Person person, long from, long end) {
        this.files = files;
        this.plan = plan;
        this.clock = clock;
        this.person = person;
        this.from = from;
        this.end = end;
        double height = person.getVitalSign(VitalSign.HEIGHT, person.lastUpdated) / 100;
        this.planted = new PlantedVisits(files.panel(), values, plan, clock, height);
        this.owned = files.panel().ownedCodes();
        this.patientId = (String) Objects.requireNonNull(person.attributes.get(Person.ID));
    }

    SyntheticChart write() {
        ResourceLine patient = patient();
        person.record.encounters.forEach(this::addStock);
        files.diseases().forEach(this::addDiagnosis);
        addFamilyHistory();
        List<ResourceLine> own = new ArrayList<>();
        own.add(patient);
        timed.stream()
                .sorted(Comparator.comparingLong(Timed::start))
                .forEach(t -> t.lines().forEach(line -> own.add(Staff.line(line))));
        boolean deceased = person.attributes.containsKey(Person.DEATHDATE);
        return new SyntheticChart(patientId, deceased, own, staff.lines(), firstOnset, truth(deceased));
    }

    /** Synthea's own exporter writes the patient: of somebody without encounters, it does so fast. */
    private ResourceLine patient() {
        List<Encounter> encounters = person.record.encounters;
        person.record.encounters = List.of();
        Patient patient =
                (Patient) FhirR4.convertToFHIR(person, end).getEntryFirstRep().getResource();
        person.record.encounters = encounters;
        return new ResourceLine(
                "Patient", patientId, FhirR4.getContext().newJsonParser().encodeResourceToString(patient));
    }

    private void addStock(Encounter encounter) {
        boolean certificate = encounter.codes.contains(DeathModule.DEATH_CERTIFICATION);
        if (encounter.provider == null || encounter.clinician == null || (encounter.start > end && !certificate)) {
            return;
        }
        Visit visit = new Visit(
                patientId,
                encounter.uuid.toString(),
                encounter.start,
                encounter.stop,
                encounter.provider,
                encounter.clinician);
        StockVisit stock = new StockVisit(visit, encounter, owned);
        List<ObjectNode> lines = new ArrayList<>(encounter.start < from ? stock.goingOn(from) : stock.whole());
        if (encounter.start >= from && encounter.type.equals("wellness") && !certificate) {
            addPanel(visit, lines);
        }
        if (!lines.isEmpty()) {
            staff.add(encounter.provider, encounter.clinician);
            timed.add(new Timed(encounter.start, lines));
            encounter.conditions.forEach(c -> firstOnset.merge(c.codes.getFirst().code, c.start, Math::min));
        }
    }

    private void addPanel(Visit visit, List<ObjectNode> lines) {
        if (wellnessDays.add(clock.day(visit.start()))) {
            lines.addAll(planted.habits(visit));
            lines.addAll(planted.tests(visit));
        }
    }

    private void addDiagnosis(Disease disease) {
        Integer day = recordedDiagnosis(plan.episode(disease.id()).orElse(null));
        if (day != null) {
            Encounter near = encounterBefore(clock.millis(day, 0));
            long start = clock.millis(day, secondOf(disease.id()));
            Visit visit = new Visit(
                    patientId, planted.id(disease.id(), day), start, start + 1_200_000, near.provider, near.clinician);
            staff.add(near.provider, near.clinician);
            timed.add(new Timed(start, planted.diagnosis(visit, disease)));
            firstOnset.merge(disease.recorded().snomed(), start, Math::min);
        }
    }

    private @Nullable Integer recordedDiagnosis(@Nullable Episode episode) {
        return episode != null
                        && episode.diagnosisDay() != null
                        && clock.millis(episode.diagnosisDay(), secondOf(episode.disease())) < end
                ? episode.diagnosisDay()
                : null;
    }

    /** Between nine and seventeen o'clock. */
    private int secondOf(String disease) {
        return 32_400
                + (int) (28_800
                        * Chance.ofSeed(plan.subject().key())
                                .with("hour")
                                .with(disease)
                                .uniform());
    }

    private Encounter encounterBefore(long time) {
        Encounter best = null;
        for (Encounter encounter : person.record.encounters) {
            boolean staffed = encounter.provider != null && encounter.clinician != null;
            if (staffed && (best == null || encounter.start <= time)) {
                best = encounter;
            }
        }
        if (best == null) {
            throw new CohortException("a person: expected an encounter with staff, got none");
        }
        return best;
    }

    private void addFamilyHistory() {
        long taken = wellnessDays.isEmpty() ? from : clock.millis(wellnessDays.first(), 43_200);
        timed.add(new Timed(taken, planted.familyHistory(files.diseases(), patientId, taken)));
    }

    private String truth(boolean deceased) {
        int endDay = clock.day(end);
        Map<String, TruthLine.@Nullable Course> courses = new LinkedHashMap<>();
        for (Disease disease : files.diseases()) {
            Episode episode = plan.episode(disease.id())
                    .filter(e -> e.onsetDay() <= endDay)
                    .orElse(null);
            courses.put(disease.id(), episode == null ? null : course(episode));
        }
        TruthLine line = new TruthLine(
                patientId,
                Long.toString(plan.subject().key()),
                plan.subject().sex().name().toLowerCase(Locale.ROOT),
                clock.birth(),
                new TruthLine.Smoker(
                        plan.risk().smoking().startAge(), plan.risk().smoking().quitAge()),
                plan.risk().bmi().knots().stream()
                        .map(k -> new TruthLine.Value((int) k.age(), k.value()))
                        .toList(),
                plan.risk().familyHistory().stream().sorted().toList(),
                courses,
                deceased ? endDay : null,
                clock.day(from),
                endDay,
                List.copyOf(wellnessDays),
                planted.recorded());
        try {
            return Json.MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new CohortException("truth: expected to be written as JSON, was not", e);
        }
    }

    private TruthLine.Course course(Episode episode) {
        return new TruthLine.Course(
                episode.onsetDay(),
                episode.durationDays(),
                recordedDiagnosis(episode),
                episode.plateau(),
                episode.resolvedDay());
    }

    private record Timed(long start, List<ObjectNode> lines) {}
}
