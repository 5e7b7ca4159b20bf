package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.rule.NewEntryComparison.Answer;

/** Whether rules about orders can tell what a new allergy or problem is. */
class NewEntryComparisonTest {
    private static final String CODE = "\"code\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\",\"display\":\"x\"}]}";

    private final NewEntryComparison comparison = new NewEntryComparison(TestPacks.shipped(), Ingredients.shipped());

    @ParameterizedTest(name = "{3}: {2}")
    @CsvSource({
        "http://snomed.info/sct, 91936005, COMPARED, allergy to penicillin",
        "http://www.nlm.nih.gov/research/umls/rxnorm, 308192, COMPARED, a product with amoxicillin",
        "http://snomed.info/sct, 716186003, COMPARED, no known allergy",
        "http://snomed.info/sct, 424213003, NO_RULE, allergy to bee venom",
        "http://www.nlm.nih.gov/research/umls/rxnorm, 860975, NO_RULE, metformin",
        "http://snomed.info/sct, 416098002, NO_RULE, allergy to a drug"
    })
    void anAllergyIsComparedWhereARuleLooksForIt(String system, String code, Answer expected, String words) {
        assertThat(of("AllergyIntolerance", "patient", CODE.formatted(system, code)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource({"72892002, COMPARED, pregnancy", "44054006, NO_RULE, diabetes"})
    void aProblemIsComparedWhereARuleAboutOrdersLooksForIt(String code, Answer expected, String words) {
        assertThat(of("Condition", "subject", CODE.formatted("http://snomed.info/sct", code)))
                .isEqualTo(expected);
    }

    @Test
    void wordsAloneAreNotComparedAndWhatIsNotInTheRecordWasNotRead() {
        assertThat(of("AllergyIntolerance", "patient", "\"code\":{\"text\":\"penicillin\"}"))
                .isEqualTo(Answer.WORDS_ONLY);
        assertThat(comparison.of(
                        record("Condition", "subject", "\"code\":{\"text\":\"gout\"}"),
                        new FhirReference("Condition", "another", null)))
                .isEqualTo(Answer.NOT_READ);
    }

    private Answer of(String type, String whose, String code) {
        return comparison.of(record(type, whose, code), new FhirReference(type, "new", null));
    }

    private static PatientRecord record(String type, String whose, String code) {
        return RecordMapping.map(
                "file",
                new PatientId("p1"),
                ParsedResources.of(List.of(
                        FhirJson.parse("{\"resourceType\":\"Patient\",\"id\":\"p1\"}"),
                        FhirJson.parse("{\"resourceType\":\"" + type + "\",\"id\":\"new\",\"" + whose
                                + "\":{\"reference\":\"Patient/p1\"}," + code + "}"))),
                List.of(),
                Instant.EPOCH);
    }
}
