package org.prodrome.fhir.search;

import java.net.URI;
import java.util.List;
import org.prodrome.fhir.record.PatientId;

/**
 * One search of a patient's compartment.
 *
 * @param type what is searched for
 * @param extra further parameters, ready to be appended, or empty
 */
record Search(String type, String extra) {

    /** Everything a record is made of, besides the Patient; the longest first. */
    static List<Search> all() {
        return List.of(
                new Search("Observation", ""),
                new Search("Encounter", ""),
                new Search("Procedure", ""),
                new Search("DiagnosticReport", ""),
                new Search("MedicationRequest", "&_include=MedicationRequest:medication"),
                new Search("Condition", ""),
                new Search("Immunization", ""),
                new Search("DocumentReference", ""),
                new Search("AllergyIntolerance", ""),
                new Search("FamilyMemberHistory", ""));
    }

    URI first(URI base, PatientId patient, int pageSize, String constraint) {
        return URI.create(base + "/" + type + "?patient=" + patient.value() + "&_count=" + pageSize + extra
                + (constraint.isEmpty() ? "" : "&" + constraint.replace("|", "%7C")));
    }

    Search withoutExtra() {
        return new Search(type, "");
    }
}
