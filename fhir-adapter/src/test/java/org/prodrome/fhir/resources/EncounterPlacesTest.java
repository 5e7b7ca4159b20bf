package org.prodrome.fhir.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.EncounterPlace;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;

/** Where the open encounter is, as far as its resource says. */
class EncounterPlacesTest {
    private static final String PLACES = "https://ehr.example/units";

    @Test
    void namesLocationsThatAreNotOverTheProviderAndTheService() {
        Encounter stay = encounter("e1");
        stay.addLocation()
                .setStatus(EncounterLocationStatus.ACTIVE)
                .setLocation(new Reference("Location/icu")
                        .setIdentifier(new Identifier().setSystem(PLACES).setValue("ICU-1")));
        stay.addLocation().setStatus(EncounterLocationStatus.COMPLETED).setLocation(new Reference("Location/er"));
        stay.setServiceProvider(new Reference("https://ehr.example/fhir/Organization/west/_history/3"));
        stay.setServiceType(new CodeableConcept(new Coding("http://snomed.info/sct", "394579002", "Cardiology")));

        EncounterPlace place = EncounterPlaces.of(record(stay, encounter("e2")), "e1");

        assertThat(place.units())
                .containsExactlyInAnyOrder("Location/icu", "ICU-1", PLACES + "|ICU-1", "Organization/west");
        assertThat(place.services()).containsExactlyInAnyOrder("394579002", "http://snomed.info/sct|394579002");
    }

    @Test
    void whatIsNotThereIsNotKnown() {
        assertThat(EncounterPlaces.of(record(encounter("e1")), "e1")).isEqualTo(EncounterPlace.UNKNOWN);
        assertThat(EncounterPlaces.of(record(encounter("e1")), "e9")).isEqualTo(EncounterPlace.UNKNOWN);
    }

    private static Encounter encounter(String id) {
        Encounter encounter = new Encounter();
        encounter.setId(id);
        return encounter;
    }

    private static PatientRecord record(Encounter... encounters) {
        Demographics who = new Demographics(null, null, Demographics.Sex.UNKNOWN, null, false, null, null, null);
        return new PatientRecord(
                "test",
                new PatientId("p1"),
                who,
                List.of(),
                List.of(),
                ParsedResources.of(List.of(encounters)),
                encounters.length,
                Instant.EPOCH);
    }
}
