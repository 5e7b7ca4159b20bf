package org.prodrome.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.FhirJson;

class PatientsTest {
    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

    @Test
    void readsRaceAndEthnicityInWordsAndAsCoded() {
        Demographics patient = patient("""
            "extension":[
             {"url":"%1$srace","extension":[
              {"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2028-9","display":"Asian"}},
              {"url":"detailed","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2036-2","display":"Filipino"}},
              {"url":"text","valueString":"Asian, Filipino"}]},
             {"url":"%1$sethnicity","extension":[
              {"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2186-5","display":"Not Hispanic or Latino"}}]}]""".formatted(US_CORE));

        assertThat(patient.race()).isEqualTo("Asian, Filipino");
        assertThat(patient.details().races()).extracting(Coding::code).containsExactly("2028-9", "2036-2");
        assertThat(patient.ethnicity()).isEqualTo("Not Hispanic or Latino");
        assertThat(patient.details().ethnicities()).extracting(Coding::code).containsExactly("2186-5");
    }

    @Test
    void readsBirthSexAndSexInTheTypesThatUsCoreGaveThemOverTime() {
        Demographics asCode = patient("""
            "extension":[{"url":"%1$sbirthsex","valueCode":"F"},{"url":"%1$ssex","valueCode":"248152002"}]""".formatted(US_CORE));
        Demographics asCoding = patient("""
            "extension":[{"url":"%1$ssex","valueCoding":{"system":"http://snomed.info/sct","code":"248152002"}}]""".formatted(US_CORE));

        assertThat(asCode.details().birthSex()).isEqualTo("F");
        assertThat(asCode.details().recordedSex()).isEqualTo(new Coding("", "248152002", null));
        assertThat(asCoding.details().recordedSex()).isEqualTo(new Coding(Coding.SNOMED, "248152002", null));
        assertThat(asCoding.details().birthSex()).isNull();
    }

    @Test
    void readsGenderIdentityOfUsCoreAndOfFhirItself() {
        Demographics patient = patient("""
            "extension":[
             {"url":"%1$sgenderIdentity","valueCodeableConcept":{"text":"non-binary"}},
             {"url":"http://hl7.org/fhir/StructureDefinition/individual-genderIdentity",
              "extension":[{"url":"value","valueCodeableConcept":{"text":"woman"}}]}]""".formatted(US_CORE));

        assertThat(patient.details().genders())
                .containsExactly(new CodedConcept(List.of(), "non-binary"), new CodedConcept(List.of(), "woman"));
    }

    @Test
    void aDeathIsADateOrAFlag() {
        assertThat(patient("\"deceasedDateTime\":\"2025-03-04T10:00:00Z\""))
                .extracting(Demographics::deceasedFlag, Demographics::deceased)
                .containsExactly(true, LocalDate.of(2025, 3, 4));
        assertThat(patient("\"deceasedBoolean\":true"))
                .extracting(Demographics::deceasedFlag, Demographics::deceased)
                .containsExactly(true, null);
        assertThat(patient("\"deceasedBoolean\":false").deceasedFlag()).isFalse();
    }

    @Test
    void anExtensionWithoutAValueIsNothing() {
        Demographics patient =
                patient("\"extension\":[{\"url\":\"%1$srace\"},{\"url\":\"%1$sbirthsex\"}]".formatted(US_CORE));

        assertThat(patient.race()).isNull();
        assertThat(patient.details()).isEqualTo(Demographics.Details.NONE);
    }

    @Test
    void aBirthdayThatCannotBeIsUnknownAndToldAsAGap() {
        for (String date : List.of("0026-01-02", "2062-01-02")) {
            PatientRecord record = record("\"birthDate\":\"" + date + "\"");

            assertThat(record.demographics().birthDate()).isNull();
            assertThat(record.gaps()).extracting(Gap::part).containsExactly("Patient.time");
        }
    }

    @Test
    void aDeathAheadKeepsTheFlagAndLosesTheDate() {
        PatientRecord record = record("\"birthDate\":\"1950-01-02\",\"deceasedDateTime\":\"2062-01-01\"");

        assertThat(record.demographics().deceasedFlag()).isTrue();
        assertThat(record.demographics().deceased()).isNull();
    }

    @Test
    void detailsNeverShowInAMessage() {
        assertThat(patient("\"extension\":[{\"url\":\"" + US_CORE + "birthsex\",\"valueCode\":\"F\"}]")
                        .details()
                        .toString())
                .isEqualTo("Details[withheld]");
    }

    private static Demographics patient(String elements) {
        return record(elements).demographics();
    }

    private static PatientRecord record(String elements) {
        return TestMapping.map(
                List.of(FhirJson.parse("{\"resourceType\":\"Patient\",\"id\":\"p1\"," + elements + "}")));
    }
}
