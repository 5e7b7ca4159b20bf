package org.prodrome.fhir.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirJson;

/** Object mothers: a patient's labelled resources and Consents. */
final class TestConsents {
    static final String EHR = "https://ehr.example.org/fhir";
    static final PatientId PATIENT = new PatientId("p1");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private TestConsents() {}

    static Resource patient(String... labels) {
        return FhirJson.parse("""
                {"resourceType":"Patient","id":"p1",%s"birthDate":"1950-05-06","gender":"female",
                 "identifier":[{"system":"urn:mrn","value":"4711"}],
                 "address":[{"city":"Nowhere"}],"name":[{"family":"Invented"}]}""".formatted(meta(labels)));
    }

    static Resource condition(String id, String code, String words, String... labels) {
        return FhirJson.parse("""
                {"resourceType":"Condition","id":"%s",%s"subject":{"reference":"Patient/p1"},
                 "code":{"coding":[{"system":"http://snomed.info/sct","code":"%s","display":"%s"}]},
                 "onsetDateTime":"2015-03-01"}""".formatted(id, meta(labels), code, words));
    }

    static Resource hiv(String... labels) {
        return condition("hiv", "86406008", "Human immunodeficiency virus infection (disorder)", labels);
    }

    static Resource diabetes(String... labels) {
        return condition("dm", "44054006", "Type 2 diabetes", labels);
    }

    /** What refers to patient p1, with further members. */
    static Resource about(String type, String id, String members) {
        return FhirJson.parse("""
                {"resourceType":"%s","id":"%s","subject":{"reference":"Patient/p1"},%s}""".formatted(type, id, members));
    }

    /** An active Consent. */
    static Resource consent(String scope, String members) {
        return FhirJson.parse("""
                {"resourceType":"Consent","id":"consent","status":"active","patient":{"reference":"Patient/p1"},
                 "scope":{"coding":[{"code":"%s"}]},%s}""".formatted(scope, members));
    }

    static Resource privacy(String provision) {
        return consent("patient-privacy", "\"provision\":" + provision);
    }

    static String meta(String... labels) {
        if (labels.length == 0) {
            return "";
        }
        var codings = new ArrayList<String>();
        for (String label : labels) {
            String system = label.length() == 1 ? CONFIDENTIALITY : ACT_CODE;
            codings.add("{\"system\":\"%s\",\"code\":\"%s\"}".formatted(system, label));
        }
        return "\"meta\":{\"security\":[" + String.join(",", codings) + "]},";
    }

    static Sifted sift(ReleasePolicy policy, Resource... resources) {
        return policy.sift(EHR, PATIENT, List.of(resources), TODAY);
    }

    static ReleasePolicy policy(Purpose purpose) {
        return ReleasePolicy.of(purpose, OptOuts.none(), TODAY);
    }

    static List<String> names(Sifted sifted) {
        return sifted.kept().stream().map(Parts::name).toList();
    }
}
