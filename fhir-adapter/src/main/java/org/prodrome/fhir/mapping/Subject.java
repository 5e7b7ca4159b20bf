package org.prodrome.fhir.mapping;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.PatientId;

/**
 * Whose a resource is: a server's word for it, or a bundle's, is not enough. A type that belongs to no patient may stand in
 * a record; a resource of any type that points to another patient may not.
 */
final class Subject {
    private static final String URN = "urn:uuid:";

    private final PatientId patient;
    private final @Nullable Patient person;
    private final String literal;
    private final Set<String> identifiers;

    private Subject(PatientId patient, @Nullable Patient person) {
        this.patient = patient;
        this.person = person;
        this.literal = patient.reference().literal();
        this.identifiers = person == null
                ? Set.of()
                : person.getIdentifier().stream()
                        .filter(identifier -> identifier.getValue() != null)
                        .filter(identifier -> identifier.getSystem() != null)
                        .map(Subject::token)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whose a resource is. */
    enum Whose {
        /** This patient's, or nobody's in particular. */
        OURS,
        /** Another patient's, or a group's, a place's or a thing's. */
        ANOTHERS,
        /** It had to say and did not. */
        UNSAID
    }

    /** The patient; where the Patient is among the resources, its identifiers may stand for a reference to it. */
    static Subject among(List<Resource> resources, PatientId patient) {
        for (Resource resource : resources) {
            if (resource instanceof Patient found && isOf(found, patient)) {
                return new Subject(patient, found);
            }
        }
        return new Subject(patient, null);
    }

    /** The Patient itself, where it is among the resources. */
    @Nullable
    Patient person() {
        return person;
    }

    private static boolean isOf(Patient found, PatientId patient) {
        return patient.value().equals(found.getIdElement().getIdPart());
    }

    Whose of(Resource resource) {
        if (resource instanceof Patient found) {
            return isOf(found, patient) ? Whose.OURS : Whose.ANOTHERS;
        }
        var elements = SubjectElements.of(resource.fhirType());
        boolean ours = false;
        boolean elsewhere = false;
        for (String path : elements.paths()) {
            for (Base value : Properties.at(resource, path)) {
                if (value instanceof Reference reference && isOurs(reference)) {
                    ours = true;
                } else if (value instanceof Reference reference) {
                    if (isAnotherPatients(reference)) {
                        return Whose.ANOTHERS;
                    }
                    elsewhere |= isLiteral(reference.getReferenceElement());
                }
            }
        }
        return ours || !elements.isRequired() ? Whose.OURS : elsewhere ? Whose.ANOTHERS : Whose.UNSAID;
    }

    private boolean isOurs(Reference reference) {
        if (literal.equals(reference.getReference())) { // as most do; anything else needs HAPI's reading of it
            return true;
        }
        IIdType target = reference.getReferenceElement();
        if ("Patient".equals(target.getResourceType())) {
            return patient.value().equals(target.getIdPart());
        }
        return (URN + patient.value()).equals(target.getValue())
                || (!isLiteral(target) && identifiers.contains(token(reference.getIdentifier())));
    }

    private static boolean isAnotherPatients(Reference reference) {
        IIdType target = reference.getReferenceElement();
        boolean isPatient = "Patient".equals(target.getResourceType()) || "Patient".equals(reference.getType());
        return isPatient && (isLiteral(target) || reference.hasIdentifier());
    }

    /** A contained Patient says nothing of who that is on the server. */
    private static boolean isLiteral(IIdType target) {
        return target.getValue() != null && !target.getValue().startsWith("#");
    }

    private static String token(Identifier identifier) {
        return identifier.getSystem() + "|" + identifier.getValue();
    }
}
