package org.prodrome.reasoning.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.mapping.RecordMapping;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;
import org.prodrome.reasoning.LiveDay;

/** Whatever time the mapping lets stand, the rules see its resource when they are asked now. */
class LiveDayTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 6, 13, 23})
    void nothingThatIsDatedTomorrowOrBeyondIsHiddenFromTheRulesNow(int hour) {
        Instant now = LocalDate.of(2026, 11, 20).atTime(hour, 30).toInstant(ZoneOffset.UTC);
        for (String day : List.of("2026-11-20", "2026-11-21", "2026-11-22", "2062-11-20")) {
            Prepared prepared = Prepared.from(
                    RuleEngine.input(record(day, now), LiveDay.at(now), List.of(), Ingredients.shipped()));
            assertThat(prepared.byType().keySet())
                    .as(day)
                    .contains("AllergyIntolerance", "Observation", "MedicationRequest", "Condition", "ServiceRequest");
        }
    }

    private static PatientRecord record(String day, Instant readAt) {
        Bundle bundle = (Bundle) FhirJson.parse("""
                {"resourceType":"Bundle","type":"collection","entry":[
                 {"resource":{"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1960-04-02"}},
                 {"resource":{"resourceType":"AllergyIntolerance","id":"a1","patient":{"reference":"Patient/p1"},
                  "onsetDateTime":"2010","recordedDate":"DAY",
                  "code":{"coding":[{"system":"http://snomed.info/sct","code":"91936005"}]}}},
                 {"resource":{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},
                  "code":{"coding":[{"system":"http://loinc.org","code":"33914-3"}]},"effectiveDateTime":"2026-09-20",
                  "issued":"DAYT09:00:00+00:00","valueQuantity":{"value":24,"unit":"mL/min/{1.73_m2}"}}},
                 {"resource":{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order",
                  "subject":{"reference":"Patient/p1"},"authoredOn":"DAY","medicationCodeableConcept":{"coding":[
                  {"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"860975"}]}}},
                 {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},"recordedDate":"DAY",
                  "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]}}},
                 {"resource":{"resourceType":"ServiceRequest","id":"s1","status":"active","intent":"order",
                  "subject":{"reference":"Patient/p1"},"authoredOn":"DAY","code":{"text":"referral"}}}]}""".replace("DAY", day));
        return RecordMapping.map(
                "file",
                new PatientId("p1"),
                ParsedResources.of(bundle.getEntry().stream()
                        .map(BundleEntryComponent::getResource)
                        .toList()),
                List.of(),
                readAt);
    }
}
