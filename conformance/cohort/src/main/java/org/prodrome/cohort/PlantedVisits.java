package org.prodrome.cohort;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.prodrome.cohort.planted.Analyte;
import org.prodrome.cohort.planted.Chance;
import org.prodrome.cohort.planted.Days;
import org.prodrome.cohort.planted.Derived;
import org.prodrome.cohort.planted.Disease;
import org.prodrome.cohort.planted.LabValues;
import org.prodrome.cohort.planted.Panel;
import org.prodrome.cohort.planted.Plan;
import org.prodrome.cohort.planted.Smoking;

/** What the plan writes into one person's chart: the panel at wellness visits, diagnoses, family history. */
final class PlantedVisits {
    private static final String VITAL_SIGNS = "vital-signs";

    private final Panel panel;
    private final LabValues values;
    private final Plan plan;
    private final LifeClock clock;
    private final double heightMetres;
    private final Chance ids;
    /** Main code to (day, value), as recorded. */
    private final Map<String, List<TruthLine.Value>> recorded = new LinkedHashMap<>();

    PlantedVisits(Panel panel, LabValues values, Plan plan, LifeClock clock, double heightMetres) {
        this.panel = panel;
        this.values = values;
        this.plan = plan;
        this.clock = clock;
        this.heightMetres = heightMetres;
        this.ids = Chance.ofSeed(plan.subject().key()).with("resource-id");
    }

    Map<String, List<TruthLine.Value>> recorded() {
        return recorded;
    }

    /** The tests of one wellness visit; the same orders for everybody, whatever disease they have. */
    List<ObjectNode> tests(Visit visit) {
        int day = clock.day(visit.start());
        List<ObjectNode> lines = new ArrayList<>();
        for (Panel.Order order : panel.orders()) {
            if (values.isOrdered(plan.subject(), order, day)) {
                addOrder(visit, order, day, lines);
            }
        }
        return lines;
    }

    private void addOrder(Visit visit, Panel.Order order, int day, List<ObjectNode> lines) {
        List<Result> results = results(order, day);
        switch (order.form()) {
            case ALONE -> results.forEach(r -> lines.add(observation(visit, r, order, day)));
            case COMPONENTS -> components(visit, order, results, day).ifPresent(lines::add);
            case REPORT -> {
                results.forEach(r -> lines.add(observation(visit, r, order, day)));
                report(visit, order, results, day).ifPresent(lines::add);
            }
        }
    }

    private List<Result> results(Panel.Order order, int day) {
        Map<String, Double> parts = new LinkedHashMap<>();
        List<Result> results = new ArrayList<>();
        for (Analyte analyte : panel.analytes()) {
            if (analyte.order().equals(order.id()) && values.hasResult(plan.subject(), analyte, day)) {
                double value = values.value(plan, analyte, day);
                parts.put(analyte.loinc(), value);
                results.add(new Result(analyte.loinc(), analyte.name(), analyte.unit(), value));
                recorded.computeIfAbsent(analyte.loinc(), c -> new ArrayList<>())
                        .add(new TruthLine.Value(day, value));
            }
        }
        for (Derived derived : panel.derived()) {
            if (derived.order().equals(order.id())) {
                derived.of(parts, plan.subject().sex(), Days.years(day), heightMetres)
                        .ifPresent(v -> results.add(new Result(derived.loinc(), derived.name(), derived.unit(), v)));
            }
        }
        return results;
    }

    private ObjectNode observation(Visit visit, Result result, Panel.Order order, int day) {
        String category = order.form() == Panel.Form.ALONE && isVitalSign(order) ? VITAL_SIGNS : "laboratory";
        ObjectNode observation = visit.observation(
                id(result.loinc(), day), category, Fhir.concept(Fhir.LOINC, result.loinc(), result.name()));
        observation.set("valueQuantity", Fhir.quantity(result.value(), result.unit()));
        return observation;
    }

    private static boolean isVitalSign(Panel.Order order) {
        return order.id().equals("weight") || order.id().equals("heart-rate");
    }

    private Optional<ObjectNode> components(Visit visit, Panel.Order order, List<Result> results, int day) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode observation = visit.observation(
                id(order.loinc(), day), VITAL_SIGNS, Fhir.concept(Fhir.LOINC, order.loinc(), order.display()));
        ArrayNode components = observation.putArray("component");
        for (Result result : results) {
            ObjectNode component = components.addObject();
            component.set("code", Fhir.concept(Fhir.LOINC, result.loinc(), result.name()));
            component.set("valueQuantity", Fhir.quantity(result.value(), result.unit()));
        }
        return Optional.of(observation);
    }

    private Optional<ObjectNode> report(Visit visit, Panel.Order order, List<Result> results, int day) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode report =
                visit.resource("DiagnosticReport", id(order.loinc(), day)).put("status", "final");
        report.putArray("category").add(Fhir.term("v2-0074", "LAB"));
        report.set("code", Fhir.concept(Fhir.LOINC, order.loinc(), order.display()));
        report.put("effectiveDateTime", Fhir.time(visit.start())).put("issued", Fhir.time(visit.start()));
        ArrayNode list = report.putArray("result");
        results.forEach(r -> list.add(Fhir.reference("Observation", id(r.loinc(), day))));
        return Optional.of(report);
    }

    /** Height, which nothing changes, and the smoking status that the plan says. */
    List<ObjectNode> habits(Visit visit) {
        int day = clock.day(visit.start());
        ObjectNode height =
                visit.observation(id("8302-2", day), VITAL_SIGNS, Fhir.concept(Fhir.LOINC, "8302-2", "Body Height"));
        height.set("valueQuantity", Fhir.quantity(Math.round(1000 * heightMetres) / 10.0, "cm"));
        ObjectNode smoking = visit.observation(
                id("72166-2", day), "social-history", Fhir.concept(Fhir.LOINC, "72166-2", "Tobacco smoking status"));
        smoking.set("valueCodeableConcept", status(plan.risk().smoking().at(Days.years(day))));
        return List.of(height, smoking);
    }

    private static ObjectNode status(Smoking.Status status) {
        return switch (status) {
            case NEVER -> Fhir.concept(Fhir.SNOMED, "266919005", "Never smoked tobacco (finding)");
            case CURRENT -> Fhir.concept(Fhir.SNOMED, "449868002", "Smokes tobacco daily (finding)");
            case FORMER -> Fhir.concept(Fhir.SNOMED, "8517006", "Ex-smoker (finding)");
        };
    }

    /** The encounter of a diagnosis: what was found, and what was prescribed for it. */
    List<ObjectNode> diagnosis(Visit visit, Disease disease) {
        Disease.Codes codes = disease.recorded();
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(visit.encounter("AMB", Fhir.concept(Fhir.SNOMED, "185345009", "Encounter for symptom (procedure)")));
        ObjectNode code = Fhir.concept(Fhir.SNOMED, codes.snomed(), codes.display());
        lines.add(visit.condition(id(disease.id() + "-condition", 0), code, visit.start(), 0));
        for (Disease.Treatment treatment : codes.treatments()) {
            lines.add(visit.medicationRequest(
                    id(treatment.rxnorm(), 0),
                    Fhir.concept(Fhir.RXNORM, treatment.rxnorm(), treatment.display()),
                    visit.start(),
                    true));
        }
        return lines;
    }

    /** @param recordedOn when the family history was taken */
    List<ObjectNode> familyHistory(List<Disease> diseases, String patient, long recordedOn) {
        List<ObjectNode> lines = new ArrayList<>();
        for (Disease disease : diseases) {
            Disease.Codes codes = disease.codes();
            if (codes != null && plan.risk().familyHistory().contains(disease.id())) {
                ObjectNode history = Fhir.resource("FamilyMemberHistory", id(disease.id() + "-family", 0))
                        .put("status", "completed");
                history.set("patient", Fhir.reference("Patient", patient));
                history.put("date", Fhir.time(recordedOn));
                boolean mother = ids.with(disease.id()).happens(0.5);
                history.set(
                        "relationship",
                        Fhir.concept(
                                Fhir.TERMINOLOGY + "v3-RoleCode",
                                mother ? "MTH" : "FTH",
                                mother ? "mother" : "father"));
                history.putArray("condition")
                        .addObject()
                        .set("code", Fhir.concept(Fhir.SNOMED, codes.snomed(), codes.display()));
                lines.add(history);
            }
        }
        return lines;
    }

    String id(String what, int day) {
        Chance id = ids.with(what).with(day);
        return new UUID(id.state(), id.with(1).state()).toString();
    }

    private record Result(String loinc, String name, String unit, double value) {}
}
