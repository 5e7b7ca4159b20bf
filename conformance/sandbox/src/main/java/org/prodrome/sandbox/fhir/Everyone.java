package org.prodrome.sandbox.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Reference;

/** The Group {@code everyone}: all patients that came with the data set. */
final class Everyone {

    private Everyone() {}

    static Group of(List<PatientEntry> entries) {
        Group group = new Group();
        group.setType(Group.GroupType.PERSON).setActual(true).setActive(true).setName("Everyone");
        group.setId("everyone");
        entries.forEach(entry -> group.addMember().setEntity(new Reference("Patient/" + entry.id())));
        return group;
    }
}
