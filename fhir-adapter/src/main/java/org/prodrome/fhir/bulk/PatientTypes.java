package org.prodrome.fhir.bulk;

import java.util.List;
import java.util.Set;

/** The types a record is made of, besides Patient and Medication; with the Consents that decide over it; others in an export are passed over. */
final class PatientTypes {
    private static final Set<String> READ = Set.of(
            "Observation",
            "Condition",
            "MedicationRequest",
            "MedicationStatement",
            "AllergyIntolerance",
            "Procedure",
            "Encounter",
            "Immunization",
            "DiagnosticReport",
            "DocumentReference",
            "FamilyMemberHistory",
            "MedicationAdministration",
            "MedicationDispense",
            "CarePlan",
            "Goal",
            "CareTeam",
            "ServiceRequest",
            "Device",
            "ImagingStudy",
            "Coverage",
            "Consent");

    private PatientTypes() {}

    static List<String> of(ExportFiles files) {
        return files.byType().keySet().stream().filter(READ::contains).toList();
    }
}
