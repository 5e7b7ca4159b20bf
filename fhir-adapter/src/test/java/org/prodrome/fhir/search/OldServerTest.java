package org.prodrome.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;

/** A server that says it speaks STU3 is read as one. */
class OldServerTest {
    private static final String STATEMENT = """
        {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"MedicationStatement","id":"m1",
         "status":"active","taken":"n","subject":{"reference":"Patient/p1"},"medicationCodeableConcept":{"text":"x"}}}]}""";

    @Test
    void aMedicationThatAnOldServerSaysIsNotTakenIsKeptOut() {
        assertThat(read("3.0.2").exclusions().notDone()).isOne();
        assertThat(read("4.0.1").exclusions().notDone()).isZero();
    }

    private static PatientRecord read(String version) {
        try (var ehr = new ScriptedEhr()) {
            ehr.on("metadata", exchange -> exchange.json("""
                {"resourceType":"CapabilityStatement","fhirVersion":"%s","rest":[{"mode":"server","resource":[
                 {"type":"Patient","interaction":[{"code":"read"}]},
                 {"type":"MedicationStatement","interaction":[{"code":"search-type"}]}]}]}""".formatted(version)));
            ehr.on("MedicationStatement", exchange -> exchange.json(STATEMENT));
            return RecordReader.create().read(FhirAccess.open(ehr.base()), new PatientId("p1"), Duration.ofSeconds(30));
        }
    }
}
