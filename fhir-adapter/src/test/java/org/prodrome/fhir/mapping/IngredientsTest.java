package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Medication;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.resources.FhirJson;

class IngredientsTest {
    private static final Ingredients INGREDIENTS = Ingredients.shipped();
    private static final String METFORMIN = "6809";
    private static final String METFORMIN_HYDROCHLORIDE = "235743";
    private static final String METFORMIN_TABLET = "861007";
    private static final String LISINOPRIL = "29046";
    private static final String UNKNOWN = "99999999";

    @Test
    void aSaltCountsAsItsIngredient() {
        assertThat(codes(INGREDIENTS.of(medication("", METFORMIN_HYDROCHLORIDE))))
                .containsExactly(METFORMIN);
        assertThat(codes(INGREDIENTS.of(concept(METFORMIN_HYDROCHLORIDE)))).containsExactly(METFORMIN);
    }

    /** RxNorm has it as a form of isosorbide: a nitrate that must not be missed. */
    @Test
    void isosorbideMononitrateCountsAsIsosorbide() {
        assertThat(codes(INGREDIENTS.of(concept("353538")))).containsExactly("6057");
        assertThat(codes(INGREDIENTS.of(concept("28004")))).containsExactly("6057");
    }

    @Test
    void anIngredientCodeThatTheTableDoesNotKnowIsNotChecked() {
        assertThat(INGREDIENTS.of(medication("", UNKNOWN))).isEmpty();
    }

    @Test
    void oneUnknownIngredientOfSeveralLeavesTheWholeUnknown() {
        assertThat(INGREDIENTS.of(medication("", METFORMIN, UNKNOWN))).isEmpty();
        assertThat(INGREDIENTS.of(medication(METFORMIN, METFORMIN, UNKNOWN))).isEmpty();
    }

    @Test
    void knownIngredientsAreAllThere() {
        assertThat(codes(INGREDIENTS.of(medication(UNKNOWN, METFORMIN, LISINOPRIL))))
                .containsExactly(METFORMIN, LISINOPRIL);
    }

    @Test
    void aKnownProductNeedsNoListOfIngredients() {
        assertThat(codes(INGREDIENTS.of(medication(METFORMIN_TABLET, UNKNOWN)))).containsExactly(METFORMIN);
    }

    @Test
    void aBareIngredientBesideAnUnknownProductMayBeOneOfSeveral() {
        assertThat(INGREDIENTS.of(concept(UNKNOWN, METFORMIN))).isEmpty();
        assertThat(codes(INGREDIENTS.of(concept(UNKNOWN, METFORMIN_TABLET)))).containsExactly(METFORMIN);
    }

    @Test
    void everyMedicationOfTheSandboxCanBeChecked() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/org/prodrome/sandbox/ehr/orderables.json")) {
            int medications = 0;
            for (JsonNode orderable :
                    new ObjectMapper().readTree(Objects.requireNonNull(in)).path("orderables")) {
                if (orderable.path("kind").asText().equals("MEDICATION")) {
                    medications++;
                    assertThat(INGREDIENTS.of(concept(orderable.path("code").asText())))
                            .as(orderable.path("id").asText())
                            .isNotEmpty()
                            .allSatisfy(ingredient -> assertThat(
                                            orderable.path("display").asText())
                                    .containsIgnoringCase(Objects.requireNonNull(ingredient.display())));
                }
            }
            assertThat(medications).isGreaterThan(10);
        }
    }

    private static List<String> codes(List<Coding> ingredients) {
        return ingredients.stream().map(Coding::code).toList();
    }

    private static CodedConcept concept(String... codes) {
        return new CodedConcept(
                Arrays.stream(codes)
                        .map(code -> new Coding(Coding.RXNORM, code, null))
                        .toList(),
                null);
    }

    private static Medication medication(String code, String... ingredients) {
        String listed = Arrays.stream(ingredients)
                .map(ingredient -> "{\"itemCodeableConcept\":{\"coding\":[" + coding(ingredient) + "]}}")
                .collect(Collectors.joining(","));
        return (Medication)
                FhirJson.parse("{\"resourceType\":\"Medication\",\"id\":\"x\",\"code\":{\"text\":\"house brand\""
                        + (code.isEmpty() ? "" : ",\"coding\":[" + coding(code) + "]") + "},\"ingredient\":[" + listed
                        + "]}");
    }

    private static String coding(String code) {
        return "{\"system\":\"" + Coding.RXNORM + "\",\"code\":\"" + code + "\"}";
    }
}
