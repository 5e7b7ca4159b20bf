package org.prodrome.sandbox.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;

/**
 * One line of the EHR's patient list.
 *
 * @param id the Patient's id, without the type
 * @param title what the data set says about this patient, in a few words
 * @param cases the names of the cases this patient was put in for
 * @param patient the Patient resource; not to be changed
 */
public record PatientEntry(String id, String title, List<String> cases, Patient patient) {

    public PatientEntry {
        cases = List.copyOf(cases);
    }
}
