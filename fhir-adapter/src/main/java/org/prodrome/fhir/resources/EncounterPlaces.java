package org.prodrome.fhir.resources;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.prodrome.fhir.record.EncounterPlace;
import org.prodrome.fhir.record.PatientRecord;

/** Reads unit and service of one encounter out of a record. Never fails: what is not there is not known. */
public final class EncounterPlaces {
    private EncounterPlaces() {}

    /**
     * Where an encounter of the record is.
     *
     * @param encounter its logical id
     */
    public static EncounterPlace of(PatientRecord record, String encounter) {
        return record.resources() instanceof ParsedResources parsed
                ? parsed.resources().stream()
                        .filter(Encounter.class::isInstance)
                        .map(Encounter.class::cast)
                        .filter(found -> found.getIdElement().getIdPart().equals(encounter))
                        .findFirst()
                        .map(EncounterPlaces::place)
                        .orElse(EncounterPlace.UNKNOWN)
                : EncounterPlace.UNKNOWN;
    }

    private static EncounterPlace place(Encounter encounter) {
        Stream<Reference> here = encounter.getLocation().stream()
                .filter(location -> location.getStatus() != EncounterLocationStatus.COMPLETED)
                .map(Encounter.EncounterLocationComponent::getLocation);
        return new EncounterPlace(
                Stream.concat(here, Stream.of(encounter.getServiceProvider()))
                        .flatMap(EncounterPlaces::names)
                        .collect(Collectors.toSet()),
                codes(List.of(encounter.getServiceType())));
    }

    private static Stream<String> names(Reference reference) {
        String literal =
                reference.getReferenceElement().toUnqualifiedVersionless().getValue();
        Identifier identifier = reference.getIdentifier();
        return Stream.of(
                        Stream.ofNullable(literal),
                        Stream.ofNullable(identifier.getValue()),
                        Stream.ofNullable(identifier.getValue()).map(value -> identifier.getSystem() + "|" + value))
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty());
    }

    private static Set<String> codes(List<CodeableConcept> concepts) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> coding.getCode() != null)
                .flatMap(coding -> Stream.of(coding.getCode(), coding.getSystem() + "|" + coding.getCode()))
                .collect(Collectors.toSet());
    }
}
