package org.prodrome.reasoning.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.resources.FhirJson;

/**
 * An example of a rule: a small record, orders in progress, and what the rule must say of them.
 *
 * @param file relative to the pack
 * @param title what it shows, as a sentence
 */
record GoldenCase(String file, String title, Hook hook, RuleInput input, RuleJson expected) {

    static GoldenCase read(PackFiles files, String folder, String name) {
        String file = folder + "/golden/" + name + ".json";
        RuleJson json = RuleJson.parse(file, files.read(file));
        List<Resource> record = json.objects("record", GoldenCase::resource);
        return new GoldenCase(
                file,
                json.text("title"),
                Hook.named(json.text("hook"))
                        .orElseThrow(() ->
                                json.wrong("hook", "a hook's name", json.node().path("hook"))),
                new RuleInput(
                        patient(json, record),
                        record,
                        ingredients(json, record),
                        json.objects("gaps", GoldenCase::gap),
                        json.objects("drafts", GoldenCase::draft),
                        json.date("asOf")),
                json.object("expected"));
    }

    LocalDate asOf() {
        return input.asOf();
    }

    private static String patient(RuleJson json, List<Resource> record) {
        return record.stream()
                .filter(resource -> resource.fhirType().equals("Patient"))
                .map(resource -> resource.getIdElement().getIdPart())
                .findFirst()
                .orElseThrow(() -> json.wrong(
                        "record", "a Patient among the resources", json.node().path("record")));
    }

    private static Resource resource(RuleJson json) {
        return FhirJson.parse(json.node().toString());
    }

    private static Map<String, List<Coding>> ingredients(RuleJson json, List<Resource> record) {
        Map<String, List<Coding>> found = new HashMap<>(AllergyIngredients.of(record, Ingredients.shipped()));
        json.objects("ingredients", item -> Map.entry(item.text("of"), codings(item)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static List<Coding> codings(RuleJson json) {
        return json.objects("rxnorm", item -> new Coding(Coding.RXNORM, item.text("code"), item.text("display")));
    }

    private static Gap gap(RuleJson json) {
        return new Gap(json.text("part"), json.choice("reason", Gap.Reason.class), json.text("detail"));
    }

    private static DraftOrder draft(RuleJson json) {
        MedicationRequest order = (MedicationRequest)
                FhirJson.parse(json.object("resource").node().toString());
        return new DraftOrder(
                new FhirReference("MedicationRequest", order.getIdElement().getIdPart(), null),
                new CodedConcept(
                        order.getMedicationCodeableConcept().getCoding().stream()
                                .map(c -> new Coding(Objects.toString(c.getSystem(), ""), c.getCode(), c.getDisplay()))
                                .toList(),
                        Words.drug(order)),
                new ArrayList<>(codings(json)),
                !json.node().path("selected").isBoolean()
                        || json.node().path("selected").asBoolean(),
                json.object("resource").node().toString());
    }
}
