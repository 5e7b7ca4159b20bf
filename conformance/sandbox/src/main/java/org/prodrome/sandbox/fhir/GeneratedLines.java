package org.prodrome.sandbox.fhir;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** The lines of one generated chart: the Patient, an open Encounter, then observations and, one in ten, something else. */
final class GeneratedLines implements Iterator<String> {

    private static final int DAYS_A_YEAR = 365;

    private final GeneratedCharts.Recipe recipe;
    private final int size;
    private final SplittableRandom random;
    private int made;

    GeneratedLines(GeneratedCharts.Recipe recipe, int size) {
        this.recipe = recipe;
        this.size = size;
        this.random = new SplittableRandom(recipe.seed() + size);
    }

    @Override
    public boolean hasNext() {
        return made < size;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("generated chart: expected no more than " + size + " lines");
        }
        int number = made++;
        return switch (number) {
            case 0 -> patient();
            case 1 -> start("Encounter", 1) + encounter("in-progress", recipe.referenceDate());
            default -> number % 10 == 9 ? other(number) : observation(number);
        };
    }

    private String patient() {
        return "{\"resourceType\":\"Patient\",\"id\":\"generated-" + size
                + "\",\"name\":[{\"family\":\"Generated\",\"given\":[\"Number " + size
                + "\"]}],\"gender\":\"female\",\"birthDate\":\"1948-05-06\"}";
    }

    private String observation(int number) {
        GeneratedCharts.Recipe.Analyte analyte =
                recipe.observations().get(random.nextInt(recipe.observations().size()));
        BigDecimal value = BigDecimal.valueOf(random.nextDouble(analyte.low(), analyte.high()))
                .setScale(analyte.high() < 20 ? 2 : 0, RoundingMode.HALF_UP);
        return start("Observation", number) + "\"status\":\"final\",\"category\":["
                + concept("http://terminology.hl7.org/CodeSystem/observation-category", analyte.category(), "")
                + "],\"code\":" + concept("http://loinc.org", analyte.code(), analyte.display()) + "," + subject()
                + ",\"effectiveDateTime\":\"" + day() + "T07:30:00Z\",\"valueQuantity\":{\"value\":" + value
                + ",\"unit\":\"" + analyte.unit() + "\",\"system\":\"http://unitsofmeasure.org\",\"code\":\""
                + analyte.unit() + "\"}}";
    }

    private String other(int number) {
        return switch (number / 10 % 4) {
            case 0 -> start("Encounter", number) + encounter("finished", day());
            case 1 ->
                start("Condition", number) + "\"clinicalStatus\":"
                        + concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "resolved", "")
                        + ",\"code\":" + any(recipe.conditions()) + "," + subject() + ",\"onsetDateTime\":\"" + day()
                        + "\"}";
            case 2 ->
                start("MedicationRequest", number)
                        + "\"status\":\"completed\",\"intent\":\"order\",\"medicationCodeableConcept\":"
                        + any(recipe.medications()) + "," + subject() + ",\"authoredOn\":\"" + day() + "\"}";
            default ->
                start("Procedure", number) + "\"status\":\"completed\",\"code\":" + any(recipe.procedures()) + ","
                        + subject() + ",\"performedDateTime\":\"" + day() + "\"}";
        };
    }

    private String encounter(String status, LocalDate day) {
        return "\"status\":\"" + status
                + "\",\"class\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"AMB\"},"
                + subject() + ",\"period\":{\"start\":\"" + day + "T07:00:00Z\"}}";
    }

    private String start(String type, int number) {
        return "{\"resourceType\":\"" + type + "\",\"id\":\"g" + size + "-" + number + "\",";
    }

    private String subject() {
        return "\"subject\":{\"reference\":\"Patient/generated-" + size + "\"}";
    }

    private String any(List<GeneratedCharts.Recipe.Code> codes) {
        GeneratedCharts.Recipe.Code code = codes.get(random.nextInt(codes.size()));
        return concept(code.system(), code.code(), code.display());
    }

    private LocalDate day() {
        return recipe.referenceDate().minusDays(1L + random.nextInt(recipe.years() * DAYS_A_YEAR));
    }

    private static String concept(String system, String code, String display) {
        String shown = display.isEmpty() ? "" : ",\"display\":\"" + display + "\"";
        return "{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"" + code + "\"" + shown + "}]}";
    }
}
