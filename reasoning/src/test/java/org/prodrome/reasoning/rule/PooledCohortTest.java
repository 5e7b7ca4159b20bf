package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prodrome.fhir.resources.FhirJson;

/**
 * The pooled cohort equations against the example of their publication: 55 years, total cholesterol 213 and HDL 50 mg/dL,
 * untreated systolic pressure 120 mm Hg, no smoking, no diabetes (2013 ACC/AHA guideline, appendix 7, table A).
 */
class PooledCohortTest {
    private static final Offset<BigDecimal> AS_PRINTED = Offset.offset(new BigDecimal("0.1"));

    @ParameterizedTest
    @CsvSource({"female, 2.1, 3.0", "male, 5.3, 6.1"})
    void theExampleOfThePublicationHasItsRisks(String gender, BigDecimal white, BigDecimal black) {
        Map<String, Object> values = values(gender, 213, 120);
        assertThat((BigDecimal) values.get("Risk")).isCloseTo(white, AS_PRINTED);
        assertThat((BigDecimal) values.get("Other Risk")).isCloseTo(black, AS_PRINTED);
    }

    @ParameterizedTest
    @CsvSource({"129, 120", "321, 120", "213, 89", "213, 201"})
    void outsideTheRangesOfTheGuidelineThereIsNoRisk(int cholesterol, int pressure) {
        assertThat(values("male", cholesterol, pressure)).doesNotContainKeys("Risk", "Other Risk");
    }

    private static Map<String, Object> values(String gender, int cholesterol, int pressure) {
        RulePack pack = TestPacks.shipped();
        Rule rule = pack.rules().stream()
                .filter(candidate -> candidate.definition().version().id().equals("statin-prevention"))
                .findFirst()
                .orElseThrow();
        List<Resource> record = List.of(
                FhirJson.parse("{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"" + gender
                        + "\",\"birthDate\":\"1971-03-02\"}"),
                observation("tc", "2093-3", "\"valueQuantity\":{\"value\":" + cholesterol + ",\"code\":\"mg/dL\"}"),
                observation("hdl", "2085-9", "\"valueQuantity\":{\"value\":50,\"code\":\"mg/dL\"}"),
                observation("bp", "8480-6", "\"valueQuantity\":{\"value\":" + pressure + ",\"code\":\"mm[Hg]\"}"),
                observation(
                        "smoking",
                        "72166-2",
                        "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"266919005\"}]}"));
        RuleInput input = new RuleInput("p1", record, Map.of(), List.of(), List.of(), LocalDate.of(2026, 11, 20));
        return new RuleRun(pack, input, LocalRules.AS_PACKED).values(rule, List.of("Risk", "Other Risk"));
    }

    private static Resource observation(String id, String loinc, String value) {
        return FhirJson.parse("{\"resourceType\":\"Observation\",\"id\":\"" + id
                + "\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p1\"},\"effectiveDateTime\":\"2026-05-05\","
                + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"" + loinc + "\"}]}," + value
                + "}");
    }
}
