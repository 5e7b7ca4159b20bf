package org.prodrome.fhir;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Object mothers: FHIR JSON as servers send it, all about the invented patient {@code p1}. */
public final class FhirTexts {
    public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    private FhirTexts() {}

    public static String patient() {
        return """
            {"resourceType":"Patient","id":"p1","gender":"female","birthDate":"1950-05-06",
             "name":[{"family":"Invented","given":["Ada"]}],
             "address":[{"city":"Nowhere","state":"MA","postalCode":"02139","country":"US"}]}""";
    }

    public static String condition(String id, String verification, String onset) {
        return """
            {"resourceType":"Condition","id":"%s","subject":{"reference":"Patient/p1"},
             "clinicalStatus":{"coding":[{"code":"active"}]},
             "verificationStatus":{"coding":[{"code":"%s"}]},
             "category":[{"coding":[{"code":"problem-list-item"}]}],
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006","display":"Type 2 diabetes"}]},
             "onsetDateTime":"%s"}""".formatted(id, verification, onset);
    }

    public static String creatinine(String id, String date, String value) {
        return """
            {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p1"},
             "category":[{"coding":[{"code":"laboratory"}]}],
             "code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},
             "effectiveDateTime":"%s",
             "valueQuantity":{"value":%s,"unit":"mg/dL","code":"mg/dL"},
             "referenceRange":[{"low":{"value":0.6,"unit":"mg/dL"},"high":{"value":1.2,"unit":"mg/dL"}}]}""".formatted(id, date, value);
    }

    public static String bloodPressure(String id) {
        return """
            {"resourceType":"Observation","id":"%s","status":"final","subject":{"reference":"Patient/p1"},
             "category":[{"coding":[{"code":"vital-signs"}]}],
             "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},
             "effectiveDateTime":"2020-01-02T10:00:00-05:00",
             "component":[
              {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":142,"code":"mm[Hg]"}},
              {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":91,"code":"mm[Hg]"}}]}""".formatted(id);
    }

    public static String medication(String id, String status, String product) {
        return """
            {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"order","subject":{"reference":"Patient/p1"},
             "authoredOn":"2020-02-03","medicationCodeableConcept":{"coding":[{"system":"%s","code":"%s"}]}}""".formatted(id, status, RXNORM, product);
    }

    public static String bundle(String... resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["
                + Arrays.stream(resources)
                        .map(resource -> "{\"resource\":" + resource + "}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /** On one line, as NDJSON wants it. */
    public static String line(String resource) {
        return resource.replaceAll("\\R\\s*", "");
    }
}
