package org.prodrome.sandbox;

import java.util.List;
import org.hl7.fhir.r4.model.HumanName;
import org.prodrome.sandbox.fhir.ClinicalStore;
import org.prodrome.sandbox.smart.PatientDirectory;

/** Offers the store's patients and users to the sign-in page. */
record StoreDirectory(ClinicalStore store) implements PatientDirectory {

    @Override
    public List<Choice> patients() {
        return store.patients().stream()
                .map(entry -> new Choice(entry.id(), label(entry.patient().getNameFirstRep())))
                .toList();
    }

    @Override
    public List<Choice> users() {
        return store.users().stream()
                .map(user -> new Choice(user.getIdElement().getIdPart(), label(user.getNameFirstRep())))
                .toList();
    }

    private static String label(HumanName name) {
        return name.hasText() ? name.getText() : name.getNameAsSingleString();
    }
}
