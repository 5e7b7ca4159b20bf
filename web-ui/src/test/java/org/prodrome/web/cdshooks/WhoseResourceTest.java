package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.web.config.IssuerSettings;

/** Whose a resource of a context is: this patient's, or it does not say; anything else is refused. */
class WhoseResourceTest {
    private static final IssuerSettings EHR = TestClients.with().issuers().getFirst();
    private static final String PATIENT = """
            {"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:oid:1.2.3","value":"12"},{"value":"13"}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reference\":\"Patient/p2\"}",
                "{\"reference\":\"Patient/other_1\"}",
                "{\"reference\":\"/Patient/p2\"}",
                "{\"reference\":\"/Patient/p1\"}",
                "{\"reference\":\"Patient/p2#x\"}",
                "{\"reference\":\"Patient/p1#x\"}",
                "{\"reference\":\"Patient/p2?x\"}",
                "{\"reference\":\"Patient/p2 \"}",
                "{\"reference\":\" Patient/p1\"}",
                "{\"reference\":\"Patient/p1/\"}",
                "{\"reference\":\"Patient/p1/_history/\"}",
                "{\"reference\":\"Patient/p2/_history/1\"}",
                "{\"reference\":\"Patient/12345678901234567890123456789012345678901234567890123456789012345\"}",
                "{\"reference\":\"Patient?identifier=urn:oid:1.2.3|99\"}",
                "{\"reference\":\"patient/p2\"}",
                "{\"reference\":\"Patient%2Fp2\"}",
                "{\"reference\":\"p2\"}",
                "{\"reference\":\"\"}",
                "{\"reference\":7}",
                "{\"reference\":{\"reference\":\"Patient/p2\"}}",
                "{\"reference\":\"https://elsewhere.example/fhir/Patient/p1\"}",
                "{\"reference\":\"https://ehr.example.org/fhir/Patient/p2\"}",
                "{\"reference\":\"https://ehr.example.org/fhir/Patient/p1?x\"}",
                "{\"reference\":\"https://ehr.example.org/fhir/Patient/p2/Group/g1\"}",
                "{\"reference\":\"urn:uuid:Patient/p2\"}",
                "{\"reference\":\"#Patient/p2\"}",
                "{\"reference\":\"Group/p2\",\"type\":\"Patient\"}",
                "{\"reference\":\"urn:uuid:7\",\"type\":\"Patient\"}",
                "{\"reference\":\"Patient/p2\",\"type\":\"Group\"}",
                "{\"type\":\"Patient\"}",
                "{\"type\":\"Patient\",\"display\":\"Somebody\"}",
                "{\"type\":\"Patient\",\"identifier\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"99\"}}",
                "{\"type\":\"http://hl7.org/fhir/StructureDefinition/Patient\",\"identifier\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"99\"}}",
                "{\"type\":\"Patient\",\"identifier\":{\"system\":\"urn:oid:9\",\"value\":\"12\"}}",
                "{\"type\":\"Patient\",\"identifier\":{\"value\":\"13\"}}",
                "{\"identifier\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"99\"}}",
                "{\"reference\":null,\"identifier\":{\"value\":\"12\"}}",
                "[{\"reference\":\"Patient/p1\"},{\"reference\":\"Patient/p2\"}]",
                "\"Patient/p2\"",
                "7"
            })
    void whatIsAnothersOrCannotBeUnderstoodIsRefused(String subject) {
        FieldProblem problem = catchThrowableOfType(FieldProblem.class, () -> check("subject", subject));

        assertThat(problem).as(subject).isNotNull();
        assertThat(problem.field()).startsWith("order.subject");
        assertThat(problem.getMessage()).doesNotContain("p2", "99", "elsewhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reference\":\"Patient/p1\"}",
                "{\"reference\":\"Patient/p1/_history/3\"}",
                "{\"reference\":\"Patient/p1\",\"type\":\"Patient\"}",
                "{\"reference\":\"https://ehr.example.org/fhir/Patient/p1\"}",
                "{\"reference\":\"https://ehr.example.org/fhir/Patient/p1/_history/3\"}",
                "{\"type\":\"Patient\",\"identifier\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"12\"}}",
                "{\"identifier\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"12\"}}",
                "{\"reference\":\"Group/g1\"}",
                "{\"reference\":\"https://elsewhere.example/fhir/Group/g1\"}",
                "{\"reference\":\"#subject\"}",
                "{\"reference\":\"urn:uuid:c757873d-ec9a-4326-a141-556f43239520\"}",
                "{\"display\":\"Somebody\"}",
                "{}",
                "null"
            })
    void thisPatientsOrNobodysIsTaken(String subject) {
        check("subject", subject);
    }

    @Test
    void everyElementThatNamesAPatientIsLookedAt() {
        for (String element : new String[] {"subject", "patient", "for", "beneficiary"}) {
            assertThat(catchThrowableOfType(FieldProblem.class, () -> check(element, "{\"reference\":\"Patient/x_1\"}"))
                            .field())
                    .isEqualTo("order." + element);
        }
        assertThat(refused("participant", "[{},{\"actor\":{\"reference\":\"Patient/x_1\"}}]"))
                .isEqualTo("order.participant[1].actor");
        assertThat(refused("participant", "{\"actor\":{\"reference\":\"Patient/p2\"}}"))
                .isEqualTo("order.participant.actor");
        assertThat(refused("participant", "[{\"actor\":{\"type\":\"Patient\",\"identifier\":{\"value\":\"9\"}}}]"))
                .isEqualTo("order.participant[0].actor");
        check("participant", "[{\"actor\":{\"reference\":\"Practitioner/d1\"}}]");
        check("participant", "[{\"actor\":{\"identifier\":{\"value\":\"a practitioner's\"}}}]");
    }

    @Test
    void anotherPatientAmongTheOrdersIsRefused() {
        ContextReferences references = references(PATIENT);
        references.requireOfPatient(TestCalls.object(PATIENT), "entry");

        for (String other : new String[] {PATIENT.replace("p1", "p2"), "{\"resourceType\":\"Patient\"}"}) {
            assertThat(catchThrowableOfType(
                                    FieldProblem.class,
                                    () -> references.requireOfPatient(TestCalls.object(other), "entry"))
                            .field())
                    .isEqualTo("entry.id");
        }
    }

    @Test
    void identifiersOfAnotherPatientInPrefetchAreNotThisOnes() {
        var subject = TestCalls.object("""
                {"subject":{"identifier":{"system":"urn:oid:1.2.3","value":"12"}}}""");
        for (String prefetched : new String[] {PATIENT.replace("p1", "p2"), "null"}) {
            assertThat(catchThrowableOfType(
                            FieldProblem.class,
                            () -> references(prefetched).requireOfPatient(subject, "order")))
                    .isNotNull();
        }
    }

    private static String refused(String element, String json) {
        return catchThrowableOfType(FieldProblem.class, () -> check(element, json))
                .field();
    }

    private static void check(String element, String json) {
        references(PATIENT).requireOfPatient(TestCalls.object("{\"" + element + "\":" + json + "}"), "order");
    }

    private static ContextReferences references(String prefetched) {
        return new ContextReferences(EHR, new PatientId("p1"), Map.of("patient", prefetched));
    }
}
